package foyer.sfu.stream;

import java.util.Arrays;

/**
 * Bits per second over a sliding window, in buckets: adding and reading take constant time. Young
 * windows are measured by their age, so that the rate is right soon after a start.
 */
public final class RateWindow {
    private static final int BUCKETS = 40;

    private final long bucketNanos;
    private final long[] bytes = new long[BUCKETS];
    private int current;
    private long currentStartNanos;
    private long sum;
    private int filled;

    /** A window of one second. */
    public RateWindow() {
        this(1_000_000_000L);
    }

    public RateWindow(long windowNanos) {
        if (windowNanos < BUCKETS) {
            throw new IllegalArgumentException("windowNanos: " + windowNanos);
        }
        bucketNanos = windowNanos / BUCKETS;
    }

    public void add(int byteCount, long nowNanos) {
        advance(nowNanos);
        if (filled == 0) {
            filled = 1;
            currentStartNanos = nowNanos;
        }
        bytes[current] += byteCount;
        sum += byteCount;
    }

    public long bitsPerSecond(long nowNanos) {
        advance(nowNanos);
        if (sum == 0) {
            return 0;
        }
        // The current bucket is as wide as it is old. A window younger than a quarter counts as
        // that: one burst is no rate yet.
        long partNanos = Math.clamp(nowNanos - currentStartNanos, 0, bucketNanos);
        long coveredNanos = (filled - 1) * bucketNanos + partNanos;
        long overNanos = Math.max(coveredNanos, BUCKETS / 4 * bucketNanos);
        return (long) (sum * 8e9 / overNanos);
    }

    private void advance(long nowNanos) {
        if (filled == 0) {
            return;
        }
        long steps = (nowNanos - currentStartNanos) / bucketNanos;
        if (steps >= BUCKETS) {
            clear();
            return;
        }
        for (long i = 0; i < steps; i++) {
            current = (current + 1) % BUCKETS;
            sum -= bytes[current];
            bytes[current] = 0;
            currentStartNanos += bucketNanos;
            filled = Math.min(filled + 1, BUCKETS);
        }
        if (sum == 0) {
            // As a longer step would: reading the rate in between must not change what it is later.
            clear();
        }
    }

    private void clear() {
        Arrays.fill(bytes, 0);
        sum = 0;
        filled = 0;
        current = 0;
    }
}
