package foyer.sfu.rtp;

/**
 * NTP timestamps as RTCP carries them (RFC 3550 4): 64 bits are seconds since 1900 and their
 * fraction, 32 bits are the middle of these, in units of 1/65536 s.
 */
public final class NtpTime {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private NtpTime() {}

    /** From nanoseconds since 1970. */
    public static long ofEpochNanos(long epochNanos) {
        long seconds = Math.floorDiv(epochNanos, NANOS_PER_SECOND) + SECONDS_1900_TO_1970;
        long nanos = Math.floorMod(epochNanos, NANOS_PER_SECOND);
        // Rounded up, so that the way back (which rounds down) finds the same nanosecond.
        long fraction = ((nanos << 32) + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        return (seconds << 32) | fraction;
    }

    /** To nanoseconds since 1970, within the era that ends in 2036 or, below 1968, the next. */
    public static long toEpochNanos(long ntp) {
        long seconds = ntp >>> 32;
        if (seconds < 1L << 31) {
            seconds += 1L << 32; // RFC 4330 3: without the top bit it is after 2036
        }
        return (seconds - SECONDS_1900_TO_1970) * NANOS_PER_SECOND
                + (((ntp & 0xffff_ffffL) * NANOS_PER_SECOND) >>> 32);
    }

    /** The middle 32 bits, as reports carry them in LSR and LRR (RFC 3550 6.4.1), unsigned. */
    public static long middle32(long ntp) {
        return (ntp >>> 16) & 0xffff_ffffL;
    }

    /** A duration in 1/65536 s, as DLSR carries it; beyond its 18 hours it is the largest. */
    public static long shortOfNanos(long durationNanos) {
        if (durationNanos <= 0) {
            return 0;
        }
        long seconds = durationNanos / NANOS_PER_SECOND;
        long nanos = durationNanos % NANOS_PER_SECOND;
        return seconds > 0xffff
                ? 0xffff_ffffL
                : (seconds << 16) | ((nanos << 16) / NANOS_PER_SECOND);
    }

    /** Nanoseconds of a duration in 1/65536 s. */
    public static long nanosOfShort(long units) {
        return ((units & 0xffff_ffffL) * NANOS_PER_SECOND) >> 16;
    }
}
