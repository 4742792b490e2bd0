package foyer.sfu.forward;

import org.jspecify.annotations.Nullable;

/**
 * Maps sequence numbers and timestamps of changing sources to one unbroken outgoing stream. A
 * source is spliced in at one packet; from there on its numbers differ from ours by constants.
 * Packets of the source before, up to the splice, still map while they are late only.
 */
final class Continuity {
    /**
     * What it takes to go on in another process.
     *
     * @param lastSequence the highest sequence number sent, extended
     * @param lastTimestamp the timestamp sent with it
     */
    record State(
            boolean started,
            long lastSequence,
            long lastTimestamp,
            long sequenceOffset,
            long timestampOffset) {}

    /**
     * A stretch of one source: what it adds, and where it begins and ends in the source's numbers.
     */
    private record Epoch(
            int source, long first, long last, long sequenceOffset, long timestampOffset) {}

    private @Nullable Epoch before;
    private int source = -1;
    private long first;
    private long highest;
    private long sequenceOffset;
    private long timestampOffset;
    private boolean started;
    private long lastSequence;
    private long lastTimestamp;

    /** Starts at chosen numbers, as RFC 3550 5.1 wants them random. */
    Continuity(int firstSequence, long firstTimestamp) {
        lastSequence = (1L << 16) + firstSequence - 1;
        lastTimestamp = firstTimestamp;
    }

    /**
     * From this packet on the source is forwarded.
     *
     * @param sequence the packet's extended sequence number
     * @param timestamp the packet's timestamp
     * @param timestampStep how far the outgoing timestamp moves from the last packet sent, ticks;
     *     at least 1 once anything was sent
     */
    void splice(int newSource, long sequence, long timestamp, long timestampStep) {
        if (source >= 0) {
            before = new Epoch(source, first, highest, sequenceOffset, timestampOffset);
        }
        source = newSource;
        first = sequence;
        highest = sequence - 1;
        sequenceOffset = lastSequence + 1 - sequence;
        long next = started ? lastTimestamp + Math.max(1, timestampStep) : lastTimestamp;
        timestampOffset = next - timestamp;
        started = true;
    }

    /** True when a packet of this source is on its way out, now or as a late one. */
    boolean carries(int packetSource, long sequence) {
        if (packetSource == source && sequence >= first) {
            return true;
        }
        Epoch old = before;
        return old != null
                && packetSource == old.source()
                && sequence >= old.first()
                && sequence <= old.last();
    }

    /**
     * The outgoing extended sequence number of a packet that {@link #carries carried} said yes to.
     */
    long sequence(int packetSource, long sequence) {
        Epoch old = before;
        if (old != null && !(packetSource == source && sequence >= first)) {
            return sequence + old.sequenceOffset();
        }
        return sequence + sequenceOffset;
    }

    /** The outgoing timestamp of such a packet, 32 bits. */
    long timestamp(int packetSource, long sequence, long timestamp) {
        Epoch old = before;
        if (old != null && !(packetSource == source && sequence >= first)) {
            return (timestamp + old.timestampOffset()) & 0xffff_ffffL;
        }
        return (timestamp + timestampOffset) & 0xffff_ffffL;
    }

    /** Notes that the packet was sent. */
    void sent(int packetSource, long sequence, long timestamp) {
        if (packetSource != source || sequence <= highest) {
            return;
        }
        highest = sequence;
        lastSequence = sequence + sequenceOffset;
        lastTimestamp = (timestamp + timestampOffset) & 0xffff_ffffL;
    }

    /** Nothing flows until the next splice. */
    void interrupt() {
        if (source >= 0) {
            before = new Epoch(source, first, highest, sequenceOffset, timestampOffset);
        }
        source = -1;
        first = Long.MAX_VALUE;
    }

    boolean started() {
        return started;
    }

    int lastSequence() {
        return (int) lastSequence & 0xffff;
    }

    long lastTimestamp() {
        return lastTimestamp;
    }

    State snapshot() {
        return new State(started, lastSequence, lastTimestamp, sequenceOffset, timestampOffset);
    }
}
