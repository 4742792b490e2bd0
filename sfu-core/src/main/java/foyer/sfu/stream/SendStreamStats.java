package foyer.sfu.stream;

/**
 * An outgoing stream at one moment.
 *
 * @param packetsSent media packets, retransmissions not included
 * @param payloadBytesSent their payload bytes
 * @param bitsPerSecond media over the last second, headers included
 * @param packetsRequested sequence numbers the receiver asked for
 * @param packetsRetransmitted packets sent again
 * @param bytesRetransmitted their bytes from the RTP header on
 * @param requestsTooSoon not sent again: within a round trip
 * @param requestsOverBudget not sent again: the budget was used up
 * @param requestsGone not sent again: no longer kept
 * @param fractionLost lost in the receiver's last interval, 0…1
 * @param packetsLost lost since the beginning, as the receiver says
 * @param jitterMillis as the receiver says
 * @param rttMillis smoothed round-trip time
 */
public record SendStreamStats(
        long packetsSent,
        long payloadBytesSent,
        long bitsPerSecond,
        long packetsRequested,
        long packetsRetransmitted,
        long bytesRetransmitted,
        long requestsTooSoon,
        long requestsOverBudget,
        long requestsGone,
        double fractionLost,
        long packetsLost,
        double jitterMillis,
        double rttMillis) {}
