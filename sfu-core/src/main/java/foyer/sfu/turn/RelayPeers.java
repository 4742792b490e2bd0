package foyer.sfu.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that may be relayed to: a list, not a range with exceptions, so that nobody's private network
 * can be reached by a way that was forgotten. Immutable.
 */
public final class RelayPeers {
    private final Map<InetSocketAddress, RelayPeer> byAddress = new HashMap<>();
    private final Set<InetAddress> addresses = new HashSet<>();

    public RelayPeers(Collection<RelayPeer> peers) {
        for (RelayPeer peer : peers) {
            byAddress.put(peer.address(), peer);
            addresses.add(peer.address().getAddress());
        }
    }

    @Nullable RelayPeer find(InetSocketAddress address) {
        return byAddress.get(address);
    }

    /** Whether one of them has this address, at whichever port. */
    boolean hasAddress(InetAddress address) {
        return addresses.contains(address);
    }

    /** All, in no order. */
    public List<RelayPeer> all() {
        return List.copyOf(byAddress.values());
    }
}
