package foyer.sfu.forward;

/**
 * Maps sequence numbers and timestamps of changing sources to one unbroken outgoing stream. A
 * source is spliced in at one packet; from there on its timestamps differ from ours by a constant,
 * and its sequence numbers by one that falls with each packet left out. Packets of the source
 * before, up to the splice, still map while they are late only.
 */
final class Continuity {
    static final long NO_NUMBER = SequenceRun.NO_NUMBER;

    /**
     * What it takes to go on in another process.
     *
     * @param lastSequence the highest sequence number given, extended
     * @param lastTimestamp the last timestamp sent
     */
    record State(
            boolean started,
            long lastSequence,
            long lastTimestamp,
            long sequenceOffset,
            long timestampOffset) {}

    private SequenceRun before = new SequenceRun();
    private SequenceRun now = new SequenceRun();
    private boolean flowing;
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
        interrupt();
        long next = started ? lastTimestamp + Math.max(1, timestampStep) : lastTimestamp;
        now.begin(newSource, sequence, lastSequence, next - timestamp);
        flowing = true;
        started = true;
    }

    /** True for a packet of the source spliced in that is behind all others of it. */
    boolean isNext(int source, long sequence) {
        return flowing && now.isNext(source, sequence);
    }

    /** The packet that is next goes out; the answer is its extended sequence number. */
    long send(long sequence, long timestamp) {
        now.send(sequence);
        lastSequence = now.outgoing();
        lastTimestamp = (timestamp + now.timestampOffset()) & 0xffff_ffffL;
        return lastSequence;
    }

    /** The packet that is next does not go out, and is not missed. */
    void leaveOut(long sequence) {
        now.leaveOut(sequence);
        lastSequence = now.outgoing();
    }

    /**
     * The outgoing extended sequence number of a packet that is not next: of one that fills a gap.
     * {@link #NO_NUMBER} when it was left out, or is of a time that is not known.
     */
    long lateSequence(int source, long sequence) {
        long number = flowing ? now.numberOf(source, sequence) : NO_NUMBER;
        return number != NO_NUMBER ? number : before.numberOf(source, sequence);
    }

    /** The outgoing timestamp of such a packet, 32 bits. */
    long lateTimestamp(int source, long sequence, long timestamp) {
        boolean current = flowing && now.numberOf(source, sequence) != NO_NUMBER;
        long offset = current ? now.timestampOffset() : before.timestampOffset();
        return (timestamp + offset) & 0xffff_ffffL;
    }

    /** Nothing flows until the next splice. */
    void interrupt() {
        if (flowing) {
            SequenceRun ended = now;
            now = before;
            before = ended;
            flowing = false;
        }
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
        SequenceRun last = flowing ? now : before;
        return new State(
                started,
                lastSequence,
                lastTimestamp,
                last.sequenceOffset(),
                last.timestampOffset());
    }
}
