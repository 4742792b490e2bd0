package foyer.sfu.bwe;

/**
 * When to send faster than the estimate for a moment, to learn what the path carries: at the start,
 * and from time to time while more is wanted than estimated, each success followed by twice as much
 * (the steps are those of libwebrtc's ProbeController, the intervals ours: a receiver that could
 * have more is found within seconds, because what an SFU sends comes in steps and does not fill the
 * path by itself).
 */
final class ProbePlan {
    private static final int PACKETS = 5;
    private static final double MIN_NANOS = 15e6;
    private static final long INTERVAL_NANOS = 3_000_000_000L;
    private static final long AFTER_DROP_NANOS = 1_500_000_000L;
    private static final long RETRY_NANOS = 200_000_000;
    private static final long EXPIRY_NANOS = 1_000_000_000L;
    private static final double STEP = 2;

    /** What comes in fits and starts is measured over so many of them, and more gently. */
    private static final double JITTERS = 8;

    private static final double MAX_NANOS = 600e6;
    private static final double LONG_STEP = 1.5;
    private static final double PACKET_BITS = 1_200 * 8;
    private static final double SUCCESS = 0.7;
    private static final double ABOVE_DEMAND = 1.25;

    private double jitterNanos;
    private int probe;
    private boolean sending;
    private boolean awaited;
    private long bitsPerSecond;
    private int minBytes;
    private int packets;
    private long bytes;
    private boolean started;
    private long begunNanos;
    private long nextNanos;
    private long lastSentNanos;

    /** The number of the last probe begun. */
    int probe() {
        return probe;
    }

    /** How much the time between packets varies on the way, 0 for little. */
    void jitter(double nanos) {
        jitterNanos = nanos;
    }

    int minPackets() {
        return PACKETS;
    }

    int minBytes() {
        return minBytes;
    }

    /** True while packets of a probe are to be sent, at {@link #bitsPerSecond()}. */
    boolean sending() {
        return sending;
    }

    long bitsPerSecond() {
        return bitsPerSecond;
    }

    /** Packets of the probe went out. */
    void sent(int size, long nowNanos) {
        lastSentNanos = nowNanos;
        packets++;
        bytes += size;
        if (packets >= PACKETS && bytes >= minBytes) {
            sending = false;
        }
    }

    /** True when a packet of a probe went out lately. */
    boolean sentWithin(long nanos, long nowNanos) {
        return probe > 0 && nowNanos - lastSentNanos < nanos;
    }

    /** True when a probe has begun. */
    boolean begin(long estimate, long demand, Usage usage, long nowNanos) {
        if (sending || awaited) {
            if (nowNanos - begunNanos < EXPIRY_NANOS) {
                return false;
            }
            sending = false;
            awaited = false;
        }
        boolean due = !started || nowNanos - nextNanos >= 0;
        if (!due || demand <= estimate || usage == Usage.OVERUSED) {
            return false;
        }
        start(estimate, demand, nowNanos);
        return true;
    }

    /** A probe was measured; true when the next one has begun at once. */
    boolean measured(long result, long demand, long nowNanos) {
        if (!awaited) {
            return false;
        }
        awaited = false;
        sending = false;
        boolean success = result > SUCCESS * bitsPerSecond;
        if (!success || demand <= result) {
            return false;
        }
        start(result, demand, nowNanos);
        return true;
    }

    /** The estimate fell steeply: it is soon asked whether that was right. */
    void dropped(long nowNanos) {
        sending = false;
        awaited = false;
        nextNanos = nowNanos + AFTER_DROP_NANOS;
    }

    private void start(long known, long demand, long nowNanos) {
        // On a narrow path packets are as far apart by themselves.
        boolean fitful = jitterNanos > PACKET_BITS * 1e9 / known;
        double span = fitful ? Math.min(JITTERS * jitterNanos, MAX_NANOS) : MIN_NANOS;
        double step = fitful ? LONG_STEP : STEP;
        started = true;
        probe++;
        sending = true;
        awaited = true;
        bitsPerSecond = (long) Math.min(step * known, ABOVE_DEMAND * demand);
        minBytes = (int) (bitsPerSecond * span / 8e9);
        packets = 0;
        bytes = 0;
        begunNanos = nowNanos;
        nextNanos = nowNanos + INTERVAL_NANOS;
    }

    /** There was nothing to send: it is tried again soon. */
    void abandon() {
        nextNanos = begunNanos + RETRY_NANOS;
        sending = false;
        awaited = false;
    }

    void clear() {
        sending = false;
        awaited = false;
        started = false;
    }
}
