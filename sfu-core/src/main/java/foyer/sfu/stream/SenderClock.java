package foyer.sfu.stream;

/**
 * How a sender's wall clock and its RTP timestamps belong together, by its last sender report (RFC
 * 3550 6.4.1). Streams of one sender share the wall clock: by it, layers and media are aligned.
 */
public final class SenderClock {
    private final int clockRate;
    private boolean known;
    private long ntp;
    private long timestamp;
    private long arrivedNanos;

    SenderClock(int clockRate) {
        this.clockRate = clockRate;
    }

    void report(long reportNtp, long rtpTimestamp, long nowNanos) {
        known = true;
        ntp = reportNtp;
        timestamp = rtpTimestamp & 0xffff_ffffL;
        arrivedNanos = nowNanos;
    }

    /** True after the first sender report. */
    public boolean known() {
        return known;
    }

    /** The last report's NTP time, 64 bits, of the sender's clock. */
    public long ntp() {
        return ntp;
    }

    /** The RTP timestamp at {@link #ntp()}, unsigned 32 bits. */
    public long timestamp() {
        return timestamp;
    }

    /** When the last report came. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** The stream's RTP timestamp at a time of the sender's clock, unsigned 32 bits. */
    public long timestampAt(long senderNtp) {
        double seconds = (senderNtp - ntp) / 4294967296.0;
        return (timestamp + Math.round(seconds * clockRate)) & 0xffff_ffffL;
    }

    long lastReport() {
        return known ? CompactNtp.of(ntp) : 0;
    }

    long delaySinceReport(long nowNanos) {
        return known ? CompactNtp.ofDuration(nowNanos - arrivedNanos) : 0;
    }
}
