package foyer.sfu.rtcp;

/**
 * What a receiver says of one stream (RFC 3550 6.4.1).
 *
 * @param fractionLost in 1/256 since the last report, 0…255
 * @param cumulativeLost signed, 24 bits: duplicates can make it negative
 * @param extendedHighestSequence cycles in the upper, sequence number in the lower 16 bits
 * @param jitter in units of the RTP timestamp
 * @param lastSenderReport the middle 32 bits of that report's NTP time, 0 when none came
 * @param delaySinceLastSenderReport in 1/65536 s
 */
public record ReportBlock(
        long ssrc,
        int fractionLost,
        int cumulativeLost,
        long extendedHighestSequence,
        long jitter,
        long lastSenderReport,
        long delaySinceLastSenderReport) {
    static final int BYTES = 24;
}
