package foyer.sfu.rtcp;

import java.util.List;

/**
 * A request for retransmission (RFC 4585 6.2.1).
 *
 * @param sequenceNumbers best in ascending order: neighbours are packed
 */
public record Nack(long senderSsrc, long mediaSsrc, List<Integer> sequenceNumbers)
        implements RtcpMessage {
    public Nack {
        sequenceNumbers = List.copyOf(sequenceNumbers);
    }
}
