package foyer.sfu.turn;

import java.net.InetAddress;
import java.util.List;

/**
 * How a server is set up.
 *
 * @param realm told to clients with each challenge
 * @param relayedAddresses from which relayed addresses are given, the first of a family. They need
 *     not be reachable: only the peers here are ever relayed to, and they are reached inside
 */
public record TurnConfig(
        String realm,
        TurnSecret secret,
        List<InetAddress> relayedAddresses,
        RelayPeers peers,
        TurnLimits limits) {
    private static final int MAX_REALM_BYTES = 127;

    public TurnConfig {
        if (realm.isEmpty()
                || realm.contains("\"")
                || Texts.bytes(realm).length > MAX_REALM_BYTES) {
            throw new IllegalArgumentException("realm: " + realm);
        }
        if (relayedAddresses.isEmpty()) {
            throw new IllegalArgumentException("relayedAddresses: none");
        }
        relayedAddresses = List.copyOf(relayedAddresses);
    }
}
