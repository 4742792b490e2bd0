package foyer.sfu.rtcp;

import java.util.List;

/**
 * RFC 3550 6.4.2.
 *
 * @param blocks at most 31
 */
public record ReceiverReport(long ssrc, List<ReportBlock> blocks) implements RtcpMessage {
    public ReceiverReport {
        blocks = Limits.atMost(Limits.MAX_COUNT, "blocks", blocks);
    }
}
