package foyer.signaling.app;

/**
 * How busy one media loop is: by the share of time its thread works, and by how long messages to it
 * wait, which tells of a machine that gives the loop too little time. Not safe for threads.
 */
final class LoopLoad {
    /** People hear it. */
    static final double LONG_WAIT_MILLIS = 50;

    /** Answers closer together are too short a time to measure. */
    private static final long SHORTEST_MILLIS = 500;

    /** What must be free again before the loop takes somebody, so that it does not waver. */
    private static final double RELIEF = 0.1;

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final double limit;
    private final LastSeconds shares = new LastSeconds();
    private final LastSeconds waits = new LastSeconds();
    private long cpuNanos = -1;
    private long atMillis;
    private boolean busy;

    /**
     * A loop not measured yet.
     *
     * @param limit the busy share from which on it is busy; 1 and more: it never is
     */
    LoopLoad(double limit) {
        this.limit = limit;
    }

    /**
     * The loop told of itself.
     *
     * @param newCpuNanos its CPU time since the start; negative where nobody knows it: such a loop
     *     is never busy
     * @param waitNanos how long the question waited
     */
    void measured(long newCpuNanos, long waitNanos, long nowMillis) {
        if (newCpuNanos < 0) {
            return;
        }
        if (cpuNanos >= 0) {
            long elapsedMillis = nowMillis - atMillis;
            if (elapsedMillis < SHORTEST_MILLIS) {
                return;
            }
            double busyNanos = newCpuNanos - cpuNanos;
            shares.add(Math.clamp(busyNanos / (elapsedMillis * NANOS_PER_MILLI), 0, 1));
            waits.add(waitNanos / NANOS_PER_MILLI);
            decide();
        }
        cpuNanos = newCpuNanos;
        atMillis = nowMillis;
    }

    private void decide() {
        if (!shares.isKnown() || limit >= 1) {
            return;
        }
        double highestShare = busy ? limit - RELIEF : limit;
        double longestWait = busy ? LONG_WAIT_MILLIS / 2 : LONG_WAIT_MILLIS;
        busy = shares.median() >= highestShare || waits.median() >= longestWait;
    }

    /** 0 to 1. */
    double share() {
        return shares.median();
    }

    boolean isBusy() {
        return busy;
    }
}
