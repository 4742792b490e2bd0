package foyer.sfu.rtcp;

import foyer.sfu.wire.SerialNumbers;
import java.util.Arrays;

/**
 * Collects arrivals for one {@link TransportFeedback}. Reusable: {@link #start} begins anew. Times
 * are rounded to 250 µs from the reference time on, so that rounding does not add up.
 */
public final class TransportFeedbackBuilder {
    private static final long NANOS_PER_DELTA = TransportFeedback.DELTA_MICROS * 1000L;
    private static final long DELTAS_PER_REFERENCE =
            TransportFeedback.REFERENCE_MICROS / TransportFeedback.DELTA_MICROS;
    private static final int FIXED_BYTES = 20;

    private int[] entries = new int[16];
    private int limitBytes;
    private int baseSequenceNumber;
    private int lastIndex;
    private int size;
    private int deltaBytes;
    private long reference;
    private long lastDeltas;

    /**
     * Starts with a time not after the first arrival.
     *
     * @param baseSequenceNumber the first packet it speaks of, received or lost
     * @param referenceNanos the time of the first arrival, in any time base
     * @param limitBytes how large the message may become
     */
    public void start(int baseSequenceNumber, long referenceNanos, int limitBytes) {
        this.baseSequenceNumber = baseSequenceNumber;
        this.limitBytes = limitBytes;
        reference =
                Math.floorDiv(Math.floorDiv(referenceNanos, NANOS_PER_DELTA), DELTAS_PER_REFERENCE);
        lastDeltas = reference * DELTAS_PER_REFERENCE;
        lastIndex = -1;
        size = 0;
        deltaBytes = 0;
    }

    /**
     * Adds a received packet; those between it and the one before are lost.
     *
     * @return false, without a change, when it is not after the last one, its time too far from the
     *     last one's, or the message would become too large: it belongs into the next message. When
     *     that happens to the first packet, start again with it as the base.
     */
    public boolean add(int sequenceNumber, long arrivalNanos) {
        // Up to half of the numbers: beyond, a packet is older than the base.
        int index = SerialNumbers.distance16(baseSequenceNumber, sequenceNumber);
        long deltas = Math.floorDiv(arrivalNanos, NANOS_PER_DELTA);
        long delta = deltas - lastDeltas;
        if (index <= lastIndex || delta != (short) delta) {
            return false;
        }
        int bytes = deltaBytes + (TransportFeedbackWriter.isSmall((int) delta) ? 1 : 2);
        if (FIXED_BYTES + 2 * StatusChunks.most(index + 1) + bytes + 3 > limitBytes) {
            return false;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = Arrivals.entry(index, (int) delta);
        lastIndex = index;
        lastDeltas = deltas;
        deltaBytes = bytes;
        return true;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The sequence number after the last one added: the natural base of the next message. */
    public int nextSequenceNumber() {
        return (baseSequenceNumber + lastIndex + 1) & 0xffff;
    }

    /** The message, of at least one packet. */
    public TransportFeedback build(long senderSsrc, long mediaSsrc, int feedbackPacketCount) {
        return new TransportFeedback(
                senderSsrc,
                mediaSsrc,
                baseSequenceNumber & 0xffff,
                lastIndex + 1,
                (int) (reference << 40 >> 40), // 24 bits, signed
                feedbackPacketCount & 0xff,
                new Arrivals(entries, size));
    }
}
