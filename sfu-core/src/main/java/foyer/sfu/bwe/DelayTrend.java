package foyer.sfu.bwe;

/**
 * Whether the delay rises: a line through the last 20 smoothed delays, compared with a threshold
 * that follows what is usual on this path (draft-ietf-rmcat-gcc-02 5.4; the line in the place of
 * the Kalman filter and all constants are those of libwebrtc's TrendlineEstimator).
 */
final class DelayTrend {
    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;
    private static final double GAIN = 4;
    private static final int MAX_DELTAS = 60;
    private static final double OVERUSE_MILLIS = 10;
    private static final double JUMP_MILLIS = 120;
    private static final double JUMP = 10;
    private static final double START_THRESHOLD = 12.5;
    private static final double MIN_THRESHOLD = 6;
    private static final double MAX_THRESHOLD = 600;
    private static final double RISE = 0.0087;
    private static final double FALL = 0.039;
    private static final double MAX_ADAPT = 15;
    private static final double MAX_STEP_MILLIS = 100;

    private final double[] times = new double[WINDOW];
    private final double[] delays = new double[WINDOW];
    private int size;
    private int oldest;
    private int deltas;
    private boolean started;
    private long firstArrivalNanos;
    private double accumulated;
    private double smoothed;
    private double trend;
    private double previousTrend;
    private double threshold = START_THRESHOLD;
    private long thresholdNanos;
    private boolean adapted;
    private double overuseMillis = -1;
    private int overuses;
    private Usage usage = Usage.NORMAL;
    private double usualMillis;
    private double before;
    private boolean jumped;
    private boolean falls;

    Usage usage() {
        return usage;
    }

    /** True when the delay has risen so much within the window that no line is needed. */
    boolean jumped() {
        return jumped;
    }

    /** True when the last delay is below all of the line: the queue that it shows is gone. */
    boolean falls() {
        return falls;
    }

    /** How much the time between groups varies: jumps are judged by it. */
    void usualVariation(double nanos) {
        usualMillis = nanos / 1e6;
    }

    /** The line's slope: seconds of delay a second. */
    double slope() {
        return trend;
    }

    double threshold() {
        return threshold;
    }

    /** Takes the change between two groups. */
    void add(long sentDeltaNanos, long arrivalDeltaNanos, long arrivalNanos) {
        if (!started) {
            started = true;
            firstArrivalNanos = arrivalNanos;
        }
        deltas = Math.min(deltas + 1, MAX_DELTAS);
        accumulated += (arrivalDeltaNanos - sentDeltaNanos) / 1e6;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        double least = leastDelay();
        jumped = jumps(accumulated - least);
        falls = accumulated < least;
        push((arrivalNanos - firstArrivalNanos) / 1e6, smoothed);
        if (size == WINDOW) {
            trend = slopeOf(trend);
        }
        detect(sentDeltaNanos / 1e6, arrivalNanos);
        if (jumped) {
            usage = Usage.OVERUSED;
        }
    }

    private double leastDelay() {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, delays[i]);
        }
        return least;
    }

    /** It must go on rising: a queue that drains is still long. */
    private boolean jumps(double above) {
        boolean rises = accumulated > before;
        before = accumulated;
        return size == WINDOW && rises && above > Math.max(JUMP_MILLIS, JUMP * usualMillis);
    }

    private void push(double time, double delay) {
        if (size == WINDOW) {
            times[oldest] = time;
            delays[oldest] = delay;
            oldest = (oldest + 1) % WINDOW;
        } else {
            times[size] = time;
            delays[size] = delay;
            size++;
        }
    }

    /** Least squares. */
    private double slopeOf(double otherwise) {
        double time = 0;
        double delay = 0;
        for (int i = 0; i < WINDOW; i++) {
            time += times[i];
            delay += delays[i];
        }
        time /= WINDOW;
        delay /= WINDOW;
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < WINDOW; i++) {
            numerator += (times[i] - time) * (delays[i] - delay);
            denominator += (times[i] - time) * (times[i] - time);
        }
        return denominator == 0 ? otherwise : numerator / denominator;
    }

    private void detect(double sentDeltaMillis, long nowNanos) {
        if (deltas < 2) {
            usage = Usage.NORMAL;
            return;
        }
        double scaled = deltas * trend * GAIN;
        if (scaled > threshold) {
            overuseMillis =
                    overuseMillis < 0 ? sentDeltaMillis / 2 : overuseMillis + sentDeltaMillis;
            overuses++;
            if (overuseMillis > OVERUSE_MILLIS && overuses > 1 && trend >= previousTrend) {
                overuseMillis = 0;
                overuses = 0;
                usage = Usage.OVERUSED;
            }
        } else {
            overuseMillis = -1;
            overuses = 0;
            usage = scaled < -threshold ? Usage.UNDERUSED : Usage.NORMAL;
        }
        previousTrend = trend;
        adapt(Math.abs(scaled), nowNanos);
    }

    private void adapt(double size, long nowNanos) {
        if (adapted && size <= threshold + MAX_ADAPT) {
            double millis = Math.clamp((nowNanos - thresholdNanos) / 1e6, 0, MAX_STEP_MILLIS);
            double gain = size < threshold ? FALL : RISE;
            threshold += gain * (size - threshold) * millis;
            threshold = Math.clamp(threshold, MIN_THRESHOLD, MAX_THRESHOLD);
        }
        adapted = true;
        thresholdNanos = nowNanos;
    }

    /** Begins anew on another path; the threshold is kept. */
    void clear() {
        size = 0;
        oldest = 0;
        deltas = 0;
        started = false;
        accumulated = 0;
        smoothed = 0;
        trend = 0;
        previousTrend = 0;
        overuseMillis = -1;
        overuses = 0;
        usage = Usage.NORMAL;
    }
}
