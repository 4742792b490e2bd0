package foyer.sfu.stream;

/**
 * A receiving stream at one moment.
 *
 * @param packetsReceived media packets, duplicates included
 * @param bytesReceived bytes of media packets from the RTP header on
 * @param bitsPerSecond media over the last second
 * @param packetsLost lost before recovery; negative when packets were duplicated
 * @param jitterMillis interarrival jitter
 * @param packetsRetransmitted packets that came by the RTX SSRC
 * @param packetsRepaired missing packets that came by the RTX SSRC or after we asked
 * @param packetsDuplicated packets that had come already
 * @param packetsDiscarded packets outside the window
 * @param nacksSent times at least one packet was asked for
 * @param packetsNacked sequence numbers asked for, repeats included
 * @param packetsGivenUp missing packets no longer waited for
 * @param rttMillis the round-trip time in use
 */
public record ReceiveStreamStats(
        long packetsReceived,
        long bytesReceived,
        long bitsPerSecond,
        long packetsLost,
        double jitterMillis,
        long packetsRetransmitted,
        long packetsRepaired,
        long packetsDuplicated,
        long packetsDiscarded,
        long nacksSent,
        long packetsNacked,
        long packetsGivenUp,
        double rttMillis) {}
