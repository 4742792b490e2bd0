package foyer.sfu.bwe;

/** Whether a receiver that used to answer has not for long, though packets were sent to it. */
final class Silence {
    private static final long LONG_NANOS = 1_000_000_000;

    private boolean waiting;
    private long sinceNanos;

    void sent(long nowNanos) {
        if (!waiting) {
            waiting = true;
            sinceNanos = nowNanos;
        }
    }

    void answered(long nowNanos) {
        waiting = false;
        sinceNanos = nowNanos;
    }

    boolean isLong(long rttNanos, long nowNanos) {
        return waiting && nowNanos - sinceNanos > LONG_NANOS + rttNanos;
    }

    /** Something was done about it: it is judged anew. */
    void heeded(long nowNanos) {
        sinceNanos = nowNanos;
    }

    void clear() {
        waiting = false;
    }
}
