package foyer.sfu.bwe;

/**
 * When to prove that a path takes a larger burst: while packets had to wait that would have left at
 * once with one, and after each try that showed nothing twice as long later.
 */
final class BurstPlan {
    private static final long WANTED_NANOS = 60_000_000_000L;
    private static final long LEAST_NANOS = 300_000_000;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final Moment asked = new Moment();
    private final Moment tried = new Moment();
    private long wanted;
    private long provenBefore;
    private long intervalNanos = LEAST_NANOS;

    /** So many bytes would have left at once. */
    void want(long bytes, long nowNanos) {
        wanted = asked.within(WANTED_NANOS, nowNanos) ? Math.max(wanted, bytes) : bytes;
        wanted = Math.min(wanted, ProvenBurst.MOST_BYTES);
        asked.note(nowNanos);
    }

    /** True when a burst of what is proven is to be sent, to prove more. */
    boolean due(long proven, long nowNanos) {
        return proven < wanted
                && asked.within(WANTED_NANOS, nowNanos)
                && !tried.within(intervalNanos, nowNanos);
    }

    /** It is sent now. */
    void begin(long proven, long rttNanos, long nowNanos) {
        boolean grew = proven > provenBefore;
        long least = LEAST_NANOS + rttNanos;
        intervalNanos = grew ? least : Math.min(2 * Math.max(intervalNanos, least), MOST_NANOS);
        provenBefore = proven;
        tried.note(nowNanos);
    }

    /** Another path, about which nothing is known. */
    void clear() {
        provenBefore = 0;
        intervalNanos = LEAST_NANOS;
    }
}
