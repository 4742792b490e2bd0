package foyer.sfu.bwe;

/**
 * How much arrives, from feedback: windows of 150 ms (the first of 500 ms) combined by how far they
 * can be trusted. After libwebrtc's BitrateEstimator; it distrusts a sample that is far from the
 * estimate, more so below it while the application sends little.
 */
final class ArrivedRate {
    private static final long FIRST_WINDOW_NANOS = 500_000_000;
    private static final long WINDOW_NANOS = 150_000_000;
    private static final double DISTRUST = 10;
    private static final double DISTRUST_IDLE = 20;
    private static final double VARIANCE_GROWTH = 5;

    private boolean started;
    private boolean known;
    private long lastNanos;
    private long windowNanos;
    private long bytes;
    private double kilobits;
    private double variance = 50;

    /** 0 while it is not known. */
    long bitsPerSecond() {
        return known ? Math.round(kilobits * 1000) : 0;
    }

    /** Much more is sent from now on: what is seen next counts for more than what was. */
    void expectFastChange() {
        variance += 200;
    }

    /** Takes an arrival, in the order of arrival. */
    void add(int packetBytes, boolean idle, long arrivalNanos) {
        double sample =
                sample(packetBytes, known ? WINDOW_NANOS : FIRST_WINDOW_NANOS, arrivalNanos);
        if (sample < 0) {
            return;
        }
        if (!known) {
            known = true;
            kilobits = sample;
            return;
        }
        double distrust = idle && sample < kilobits ? DISTRUST_IDLE : DISTRUST;
        double off = distrust * Math.abs(kilobits - sample) / kilobits;
        double sampleVariance = off * off;
        double predicted = variance + VARIANCE_GROWTH;
        kilobits = (sampleVariance * kilobits + predicted * sample) / (sampleVariance + predicted);
        kilobits = Math.max(kilobits, 1);
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }

    /** The rate of a window that is over, −1 while one goes on. */
    private double sample(int packetBytes, long length, long arrivalNanos) {
        if (started) {
            long passed = arrivalNanos - lastNanos;
            if (passed < 0) {
                // a receiver that began anew
                bytes = 0;
                windowNanos = 0;
                passed = 0;
            }
            windowNanos += passed;
            if (passed > length) {
                bytes = 0;
                windowNanos %= length;
            }
        }
        started = true;
        lastNanos = arrivalNanos;
        double sample = -1;
        if (windowNanos >= length) {
            sample = 8e6 * bytes / length;
            windowNanos -= length;
            bytes = 0;
        }
        bytes += packetBytes;
        return sample;
    }

    void clear() {
        started = false;
        known = false;
        bytes = 0;
        windowNanos = 0;
        variance = 50;
    }
}
