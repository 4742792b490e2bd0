package foyer.sfu.stream;

/** A smoothed round-trip time (RFC 6298 2: the estimate moves by an eighth of the difference). */
public final class RttEstimate {
    /** What is assumed before the first measurement. */
    public static final long DEFAULT_NANOS = 100_000_000;

    private static final long MAX_NANOS = 10_000_000_000L;

    private boolean known;
    private long smoothedNanos = DEFAULT_NANOS;
    private long lastNanos = DEFAULT_NANOS;

    /** Takes a measurement; what cannot be a round trip (negative, over 10 s) is ignored. */
    public void sample(long rttNanos) {
        if (rttNanos < 0 || rttNanos > MAX_NANOS) {
            return;
        }
        lastNanos = rttNanos;
        smoothedNanos = known ? smoothedNanos + (rttNanos - smoothedNanos) / 8 : rttNanos;
        known = true;
    }

    /** True after the first measurement. */
    public boolean known() {
        return known;
    }

    /** The smoothed time, or {@link #DEFAULT_NANOS} before the first measurement. */
    public long nanos() {
        return smoothedNanos;
    }

    /** The last measurement as it was. */
    public long lastNanos() {
        return lastNanos;
    }
}
