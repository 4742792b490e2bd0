package foyer.sfu.stream;

/**
 * What a new process needs to go on with an outgoing stream. Clock readings are not in it: the
 * first packet sent brings them.
 *
 * @param highestSequenceNumber the last sequence number sent in order; {@code -1} before the first
 * @param lastTimestamp the RTP timestamp that went with it
 * @param packetCount packets sent
 * @param octetCount payload bytes sent
 * @param nextRtxSequenceNumber of the retransmission SSRC
 */
public record SendStreamState(
        int highestSequenceNumber,
        long lastTimestamp,
        long packetCount,
        long octetCount,
        int nextRtxSequenceNumber) {}
