package foyer.sfu.turn;

import java.util.Map;

/**
 * A server at one moment; counts are since the start.
 *
 * @param allocations right now
 * @param allocationsMade so far
 * @param refused by reason
 * @param packetsToPeers data relayed from clients to peers
 * @param packetsToClients and back
 */
public record TurnStats(
        int allocations,
        long allocationsMade,
        Map<TurnRefusal, Long> refused,
        long packetsToPeers,
        long bytesToPeers,
        long packetsToClients,
        long bytesToClients) {
    /** Where there is no server. */
    public static final TurnStats NONE = new TurnStats(0, 0, Map.of(), 0, 0, 0, 0);

    public TurnStats {
        refused = Map.copyOf(refused);
    }
}
