package foyer.sfu.bwe;

/**
 * What a probe measured: the lower of the rates at which its packets left and came (after
 * libwebrtc's ProbeBitrateEstimator). One probe at a time is listened to.
 */
final class ProbeResult {
    private static final double ENOUGH = 0.8;

    /** Packets that come faster than they were sent were held up together: that says nothing. */
    private static final double IMPOSSIBLE = 1.25;

    private static final double SATURATED = 0.9;
    private static final double UTILIZATION = 0.95;
    private static final long MAX_NANOS = 1_000_000_000;

    private int probe;
    private int minPackets;
    private int minBytes;
    private int packets;
    private long bytes;
    private long firstSentNanos;
    private long lastSentNanos;
    private long firstArrivalNanos;
    private long lastArrivalNanos;
    private int lastSentBytes;
    private int firstArrivalBytes;
    private boolean saturated;

    /** Listens to another probe. */
    void expect(int newProbe, int newMinPackets, int newMinBytes) {
        probe = newProbe;
        minPackets = newMinPackets;
        minBytes = newMinBytes;
        packets = 0;
        bytes = 0;
    }

    /** True when the last measured rate was the path's, not our own. */
    boolean saturated() {
        return saturated;
    }

    /** Takes an arrival; the rate in bits per second, −1 while it is not known. */
    long add(int ofProbe, int size, int untracked, long sentNanos, long arrivalNanos) {
        if (ofProbe != probe || probe == SentPackets.NO_PROBE) {
            return -1;
        }
        // What was sent between the packets of the probe went with them.
        note(packets == 0 ? size : size + untracked, sentNanos, arrivalNanos);
        if (packets < ENOUGH * minPackets || bytes < ENOUGH * minBytes) {
            return -1;
        }
        long sentOver = lastSentNanos - firstSentNanos;
        long arrivedOver = lastArrivalNanos - firstArrivalNanos;
        if (sentOver <= 0 || sentOver > MAX_NANOS || arrivedOver <= 0 || arrivedOver > MAX_NANOS) {
            return -1;
        }
        double sent = (bytes - lastSentBytes) * 8e9 / sentOver;
        double arrived = (bytes - firstArrivalBytes) * 8e9 / arrivedOver;
        if (arrived > IMPOSSIBLE * sent) {
            return -1;
        }
        saturated = arrived < SATURATED * sent;
        return Math.round(saturated ? UTILIZATION * arrived : Math.min(sent, arrived));
    }

    private void note(int size, long sentNanos, long arrivalNanos) {
        if (packets == 0 || sentNanos < firstSentNanos) {
            firstSentNanos = sentNanos;
        }
        if (packets == 0 || sentNanos >= lastSentNanos) {
            lastSentNanos = sentNanos;
            lastSentBytes = size;
        }
        if (packets == 0 || arrivalNanos < firstArrivalNanos) {
            firstArrivalNanos = arrivalNanos;
            firstArrivalBytes = size;
        }
        lastArrivalNanos = packets == 0 ? arrivalNanos : Math.max(lastArrivalNanos, arrivalNanos);
        packets++;
        bytes += size;
    }
}
