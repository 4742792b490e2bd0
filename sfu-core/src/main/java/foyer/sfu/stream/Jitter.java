package foyer.sfu.stream;

/** Interarrival jitter (RFC 3550 6.4.1, A.8) in RTP timestamp units. */
final class Jitter {
    private final int clockRate;
    private boolean started;
    private long lastTimestamp;
    private long lastNanos;

    // RFC 3550 A.8: kept sixteen times as large, so that the rounding does not drift.
    private long scaled;

    Jitter(int clockRate) {
        if (clockRate <= 0) {
            throw new IllegalArgumentException("clockRate: " + clockRate);
        }
        this.clockRate = clockRate;
    }

    void arrived(long timestamp, long nowNanos) {
        if (started) {
            long elapsed = Math.round((nowNanos - lastNanos) * (clockRate / 1e9));
            long difference = Math.abs(elapsed - (int) (timestamp - lastTimestamp));
            // A step of over five seconds is another clock or a pause, not jitter (as libwebrtc).
            if (difference < 5L * clockRate) {
                scaled += difference - ((scaled + 8) >> 4);
            }
        }
        started = true;
        lastTimestamp = timestamp;
        lastNanos = nowNanos;
    }

    /** The next packet is measured against nothing before it. */
    void restart() {
        started = false;
    }

    long units() {
        return scaled >> 4;
    }

    double millis() {
        return units() * 1e3 / clockRate;
    }
}
