package foyer.sfu.turn;

import foyer.sfu.wire.Path;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The allocations there are, by client, and how many each user and network has. */
final class Allocations {
    private final TurnLimits limits;
    private final RelayPorts ports;
    private final Map<Path, Allocation> byClient = new HashMap<>();
    private final Map<String, Integer> byUser = new HashMap<>();
    private final Map<ClientNetwork, Integer> byNetwork = new HashMap<>();
    private long made;

    Allocations(TurnLimits limits, RandomGenerator random) {
        this.limits = limits;
        this.ports = new RelayPorts(random);
    }

    /** The client's one, null for none; one whose time is over counts as none. */
    @Nullable Allocation of(Path client, long nowNanos) {
        Allocation allocation = byClient.get(client);
        return allocation == null || allocation.expired(nowNanos) ? null : allocation;
    }

    /** What forbids another one: an error code, 0 for nothing. */
    int hindrance(TurnUser user, Path client) {
        if (byUser.getOrDefault(user.id(), 0) >= limits.allocationsPerUser()
                || byNetwork.getOrDefault(network(client), 0) >= limits.allocationsPerNetwork()) {
            return TurnFormat.ALLOCATION_QUOTA_REACHED;
        }
        return byClient.size() >= limits.allocations() ? TurnFormat.INSUFFICIENT_CAPACITY : 0;
    }

    /** A relayed address of nobody yet; null when there is none left. */
    @Nullable InetSocketAddress relayedAt(InetAddress address, RelayPorts.Parity parity) {
        int port = ports.take(parity);
        return port == 0 ? null : new InetSocketAddress(address, port);
    }

    Allocation add(
            Path client,
            TurnUser user,
            InetSocketAddress relayed,
            byte[] transactionId,
            long nowNanos) {
        Allocation allocation =
                new Allocation(
                        client, user, relayed, transactionId, limits.bytesPerSecond(), nowNanos);
        byClient.put(client, allocation);
        byUser.merge(user.id(), 1, Integer::sum);
        byNetwork.merge(network(client), 1, Integer::sum);
        made++;
        return allocation;
    }

    void remove(Allocation allocation, TurnOutput out) {
        if (byClient.remove(allocation.client(), allocation)) {
            release(allocation, out);
        }
    }

    /** The client's one, even if its time is over. */
    void removeOf(Path client, TurnOutput out) {
        Allocation allocation = byClient.remove(client);
        if (allocation != null) {
            release(allocation, out);
        }
    }

    void removeExpired(long nowNanos, TurnOutput out) {
        for (Iterator<Allocation> all = byClient.values().iterator(); all.hasNext(); ) {
            Allocation allocation = all.next();
            if (allocation.expired(nowNanos)) {
                all.remove();
                release(allocation, out);
            }
        }
    }

    private void release(Allocation allocation, TurnOutput out) {
        ports.giveBack(allocation.relayed().getPort());
        less(byUser, allocation.user().id());
        less(byNetwork, network(allocation.client()));
        out.released(allocation);
    }

    private static <K> void less(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    private static ClientNetwork network(Path client) {
        return ClientNetwork.of(client.remote().getAddress());
    }

    int size() {
        return byClient.size();
    }

    long made() {
        return made;
    }
}
