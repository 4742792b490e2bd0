package foyer.signaling.app;

import java.util.Arrays;

/**
 * How busy one media loop is: the median of the last seconds' busy shares, so that a collection or
 * one busy second changes nothing. Not safe for threads.
 */
final class LoopLoad {
    /** About a second each: five of them have to be busy before anybody is refused. */
    static final int SAMPLES = 9;

    /** Fewer say nothing. */
    private static final int ENOUGH = SAMPLES / 2 + 1;

    /** Answers closer together are too short a time to measure. */
    private static final long SHORTEST_MILLIS = 500;

    /** What must be free again before the loop takes somebody, so that it does not waver. */
    private static final double RELIEF = 0.1;

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final double limit;
    private final double[] shares = new double[SAMPLES];
    private int measured;
    private long cpuNanos = -1;
    private long atMillis;
    private double share;
    private boolean busy;

    /**
     * A loop not measured yet.
     *
     * @param limit the busy share from which on it is busy; 1 and more: never
     */
    LoopLoad(double limit) {
        this.limit = limit;
    }

    /**
     * The loop told its CPU time since the start; negative where nobody knows it: such a loop is
     * never busy.
     */
    void measured(long newCpuNanos, long nowMillis) {
        if (newCpuNanos < 0) {
            return;
        }
        if (cpuNanos >= 0) {
            long elapsedMillis = nowMillis - atMillis;
            if (elapsedMillis < SHORTEST_MILLIS) {
                return;
            }
            double busyNanos = newCpuNanos - cpuNanos;
            add(Math.clamp(busyNanos / (elapsedMillis * NANOS_PER_MILLI), 0, 1));
        }
        cpuNanos = newCpuNanos;
        atMillis = nowMillis;
    }

    private void add(double newest) {
        shares[measured++ % SAMPLES] = newest;
        double[] sorted = Arrays.copyOf(shares, Math.min(measured, SAMPLES));
        Arrays.sort(sorted);
        share = sorted[(sorted.length - 1) / 2];
        if (measured < ENOUGH || limit >= 1) {
            return;
        }
        busy = share >= (busy ? limit - RELIEF : limit);
    }

    /** 0 to 1. */
    double share() {
        return share;
    }

    boolean isBusy() {
        return busy;
    }
}
