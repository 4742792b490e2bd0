package foyer.sfu.stream;

/** Expected and received packets of a stream (RFC 3550 A.3). */
final class LossCount {
    private boolean started;
    private long base;
    private long highest;
    private long received;
    private long lostBefore;
    private long expectedPrior;
    private long receivedPrior;

    /** Counts an arrival; duplicates and late ones count too, as RFC 3550 A.3 has it. */
    void received(long extendedSequence) {
        if (!started) {
            begin(extendedSequence);
        }
        // Reordered before the very first: the stream began there.
        base = Math.min(base, extendedSequence);
        reached(extendedSequence);
        received++;
    }

    /** The sender got as far as this, though the packet itself came another way. */
    void reached(long extendedSequence) {
        highest = Math.max(highest, extendedSequence);
    }

    /** The sender began anew; what was lost before stays lost. */
    void restart(long extendedSequence) {
        lostBefore = cumulative();
        begin(extendedSequence);
    }

    void resume(long extendedHighest, long lost) {
        lostBefore = lost;
        begin(extendedHighest + 1);
        highest = extendedHighest;
    }

    long cumulative() {
        return lostBefore + expected() - received;
    }

    long highest() {
        return highest;
    }

    /** Lost since the last call in 1/256 (RFC 3550 A.3). */
    int nextFraction() {
        long expectedInterval = expected() - expectedPrior;
        long lostInterval = expectedInterval - (received - receivedPrior);
        expectedPrior = expected();
        receivedPrior = received;
        if (expectedInterval <= 0 || lostInterval <= 0) {
            return 0;
        }
        // All lost is 256/256, which eight bits cannot say.
        return (int) Math.min((lostInterval << 8) / expectedInterval, 255);
    }

    private long expected() {
        return started ? highest - base + 1 : 0;
    }

    private void begin(long extendedSequence) {
        started = true;
        base = extendedSequence;
        highest = extendedSequence;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
    }
}
