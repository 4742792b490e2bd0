package foyer.sfu.rtp;

/**
 * The 24 bits of the abs-send-time extension: seconds modulo 64 as 6.18 fixed point
 * (webrtc.org/experiments/rtp-hdrext/abs-send-time). Any time base will do, only differences count.
 */
public final class AbsSendTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int FRACTION_BITS = 18;

    private AbsSendTime() {}

    public static int ofNanos(long nowNanos) {
        long seconds = Math.floorDiv(nowNanos, NANOS_PER_SECOND);
        long nanos = Math.floorMod(nowNanos, NANOS_PER_SECOND);
        return (int) ((seconds & 0x3f) << FRACTION_BITS)
                | (int) ((nanos << FRACTION_BITS) / NANOS_PER_SECOND);
    }

    /** The signed way from {@code from} to {@code to} in nanoseconds, −32…32 s. */
    public static long distanceNanos(int from, int to) {
        long units = (long) (to - from) << 40 >> 40; // sign-extends the 24 bits
        return (units * NANOS_PER_SECOND) >> FRACTION_BITS;
    }
}
