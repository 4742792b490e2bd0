package foyer.sfu.rtcp;

/**
 * When packets of a transport arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1).
 *
 * @param baseSequenceNumber the transport-wide number of the first packet it speaks of
 * @param packetCount how many packets it speaks of, lost ones included, 1…65535
 * @param referenceTime signed, 24 bits, in {@link #REFERENCE_MICROS}
 * @param feedbackPacketCount a counter of these messages, 0…255
 * @param arrivals the packets that came, with the time since the one before
 */
public record TransportFeedback(
        long senderSsrc,
        long mediaSsrc,
        int baseSequenceNumber,
        int packetCount,
        int referenceTime,
        int feedbackPacketCount,
        Arrivals arrivals)
        implements RtcpMessage {
    /** The unit of a delta. */
    public static final int DELTA_MICROS = 250;

    /** The unit of the reference time. */
    public static final int REFERENCE_MICROS = 64_000;

    public static final int MAX_PACKETS = 0xffff;

    public TransportFeedback {
        if (packetCount < 1 || packetCount > MAX_PACKETS) {
            throw new IllegalArgumentException("packetCount: " + packetCount);
        }
        if (!arrivals.isEmpty() && arrivals.index(arrivals.size() - 1) >= packetCount) {
            throw new IllegalArgumentException("packetCount: " + packetCount + " of " + arrivals);
        }
    }

    /** Hears of each packet in ascending order. */
    public interface Sink {
        /**
         * A packet came.
         *
         * @param arrivalMicros in the receiver's time, which wraps with the reference time
         */
        void received(int sequenceNumber, long arrivalMicros);

        /** A run of packets did not come (or not yet). */
        void missing(int firstSequenceNumber, int count);
    }

    /** Whether the packet {@code baseSequenceNumber + index} came. */
    public boolean received(int index) {
        return arrivals.find(index) >= 0;
    }

    /** The time since the packet received before it, in 250 µs; only for one that came. */
    public int delta(int index) {
        int at = arrivals.find(index);
        if (at < 0) {
            throw new IllegalArgumentException("not received: " + index);
        }
        return arrivals.delta(at);
    }

    public void forEach(Sink sink) {
        long micros = (long) referenceTime * REFERENCE_MICROS;
        int next = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            int index = arrivals.index(i);
            if (index > next) {
                sink.missing(sequenceNumber(next), index - next);
            }
            micros += (long) arrivals.delta(i) * DELTA_MICROS;
            sink.received(sequenceNumber(index), micros);
            next = index + 1;
        }
        if (next < packetCount) {
            sink.missing(sequenceNumber(next), packetCount - next);
        }
    }

    private int sequenceNumber(int index) {
        return (baseSequenceNumber + index) & 0xffff;
    }
}
