package foyer.sfu.bwe;

/**
 * Whether a receiver that used to answer has not for long, though packets were sent to it. One that
 * is still heard of otherwise has a downlink that is full; one that is not heard of at all has no
 * network, which says nothing of what its downlink carries.
 */
final class Silence {
    private static final long LONG_NANOS = 1_000_000_000;

    /** What is heard sooner may have been on its way when the network went. */
    private static final long ON_ITS_WAY_NANOS = 300_000_000;

    private boolean waiting;
    private boolean heard;
    private long sinceNanos;

    void sent(long nowNanos) {
        if (!waiting) {
            waiting = true;
            heard = false;
            sinceNanos = nowNanos;
        }
    }

    void answered() {
        waiting = false;
    }

    /** Something else came. */
    void heard(long nowNanos) {
        heard |= nowNanos - sinceNanos > ON_ITS_WAY_NANOS;
    }

    /** Nothing that was sent seems to get through, though the receiver is there. */
    boolean isCongestion(long rttNanos, long nowNanos) {
        return heard && isLong(rttNanos, nowNanos);
    }

    /** Nothing gets through in either direction. */
    boolean isOutage(long rttNanos, long nowNanos) {
        return !heard && isLong(rttNanos, nowNanos);
    }

    private boolean isLong(long rttNanos, long nowNanos) {
        return waiting && nowNanos - sinceNanos > LONG_NANOS + rttNanos;
    }

    /** What was sent is given up: only more of it makes for another silence. */
    void clear() {
        waiting = false;
    }
}
