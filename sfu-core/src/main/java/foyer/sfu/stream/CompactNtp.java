package foyer.sfu.stream;

/**
 * NTP times of 64 bits (32 bits of seconds, 32 of their fraction) and their middle 32 bits, which
 * reports carry in units of 1/65536 s (RFC 3550 4).
 */
public final class CompactNtp {
    private CompactNtp() {}

    /** The middle 32 bits of an NTP time, unsigned. */
    public static long of(long ntp) {
        return (ntp >>> 16) & 0xffff_ffffL;
    }

    /** A duration in 1/65536 s, at most what 32 bits hold. */
    public static long ofDuration(long nanos) {
        long seconds = nanos / 1_000_000_000;
        long rest = nanos % 1_000_000_000;
        return Math.clamp((seconds << 16) + (rest << 16) / 1_000_000_000, 0, 0xffff_ffffL);
    }

    public static long toNanos(long compactDuration) {
        return (compactDuration * 1_000_000_000) >> 16;
    }

    /**
     * The round-trip time of a report that came back (RFC 3550 6.4.1, RFC 3611 4.5): now − last −
     * delay.
     *
     * @param ntpNow our clock, 64 bits
     * @param last LSR or LRR: the middle bits of the time we sent
     * @param delay DLSR or DLRR in 1/65536 s
     * @return nanoseconds; {@code -1} when the peer has nothing of ours ({@code last} is 0). A peer
     *     whose rounding makes it negative gets 0.
     */
    public static long rttNanos(long ntpNow, long last, long delay) {
        if (last == 0) {
            return -1;
        }
        int rtt = (int) (of(ntpNow) - last - delay);
        return Math.max(0, toNanos(rtt));
    }
}
