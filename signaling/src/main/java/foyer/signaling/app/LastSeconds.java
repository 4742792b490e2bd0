package foyer.signaling.app;

import java.util.Arrays;

/**
 * A figure of the last seconds: the median of its last nine values, so that what is over after one
 * of them changes nothing. Not safe for threads.
 */
final class LastSeconds {
    /** About a second each: five of them have to be high for the median to be. */
    static final int SAMPLES = 9;

    private final double[] values = new double[SAMPLES];
    private int added;
    private double median;

    void add(double newest) {
        values[added++ % SAMPLES] = newest;
        double[] sorted = Arrays.copyOf(values, Math.min(added, SAMPLES));
        Arrays.sort(sorted);
        median = sorted[(sorted.length - 1) / 2];
    }

    /** Whether the median says anything yet. */
    boolean isKnown() {
        return added > SAMPLES / 2;
    }

    /** 0 before anything was added. */
    double median() {
        return median;
    }
}
