package foyer.sfu.bwe;

/**
 * The least time on the way of the last five to ten seconds, between two clocks that need not agree
 * (they drift apart by a millisecond in that time at most): what a path takes when nothing waits.
 */
final class LeastDelay {
    private static final long HALF_NANOS = 5_000_000_000L;

    private boolean known;
    private long sinceNanos;
    private long before;
    private long now;

    /** How much above the least a delay is, itself included. */
    long above(long delayNanos, long nowNanos) {
        if (!known) {
            known = true;
            sinceNanos = nowNanos;
            before = delayNanos;
            now = delayNanos;
        } else if (nowNanos - sinceNanos > HALF_NANOS) {
            sinceNanos = nowNanos;
            before = now;
            now = delayNanos;
        }
        now = Math.min(now, delayNanos);
        return delayNanos - Math.min(before, now);
    }

    void clear() {
        known = false;
    }
}
