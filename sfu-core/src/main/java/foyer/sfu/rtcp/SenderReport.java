package foyer.sfu.rtcp;

import java.util.List;

/**
 * RFC 3550 6.4.1.
 *
 * @param ntp 64-bit NTP timestamp
 * @param rtpTimestamp the same moment in the stream's clock
 * @param blocks at most 31
 */
public record SenderReport(
        long ssrc,
        long ntp,
        long rtpTimestamp,
        long packetCount,
        long octetCount,
        List<ReportBlock> blocks)
        implements RtcpMessage {
    public SenderReport {
        blocks = Limits.atMost(Limits.MAX_COUNT, "blocks", blocks);
    }
}
