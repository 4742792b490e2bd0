package foyer.sfu.bwe;

/**
 * What arrived when queues last grew: mean and deviation, as a hint where the capacity is
 * (libwebrtc's LinkCapacityEstimator). Rates in kbit/s inside.
 */
final class LinkCapacity {
    private static final double SMOOTHING = 0.05;
    private static final double PROBE_SMOOTHING = 0.5;
    private static final double MIN_DEVIATION = 0.4;
    private static final double MAX_DEVIATION = 2.5;

    private boolean known;
    private double estimate;
    private double deviation = MIN_DEVIATION;

    boolean known() {
        return known;
    }

    long bitsPerSecond() {
        return Math.round(estimate * 1000);
    }

    long upperBound() {
        return known ? Math.round((estimate + 3 * spread()) * 1000) : Long.MAX_VALUE;
    }

    long lowerBound() {
        return known ? Math.round(Math.max(0, estimate - 3 * spread()) * 1000) : 0;
    }

    void overused(long arrivedBitsPerSecond) {
        update(arrivedBitsPerSecond / 1e3, SMOOTHING);
    }

    void probed(long bitsPerSecond) {
        update(bitsPerSecond / 1e3, PROBE_SMOOTHING);
    }

    void reset() {
        known = false;
    }

    private double spread() {
        return Math.sqrt(deviation * estimate);
    }

    private void update(double sample, double weight) {
        estimate = known ? (1 - weight) * estimate + weight * sample : sample;
        known = true;
        double error = estimate - sample;
        deviation = (1 - weight) * deviation + weight * error * error / Math.max(estimate, 1);
        deviation = Math.clamp(deviation, MIN_DEVIATION, MAX_DEVIATION);
    }
}
