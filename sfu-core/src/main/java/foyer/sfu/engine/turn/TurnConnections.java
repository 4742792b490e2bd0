package foyer.sfu.engine.turn;

import foyer.sfu.wire.Path;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections there are, and how many each network may have. */
final class TurnConnections {
    /** Until an allocation: two round trips and a handshake, and a packet lost in each. */
    static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);

    static final int MAX = 10_240;
    static final int MAX_PER_NETWORK = 2_304;

    private static final int IPV6_NETWORK_BYTES = 8;

    private final Map<Path, TurnConnection> open = new HashMap<>();
    private final Map<Network, Integer> byNetwork = new HashMap<>();
    private long refused;

    /** An IPv4 address, or the first half of an IPv6 one. */
    private record Network(List<Byte> prefix) {
        static Network of(TurnConnection connection) {
            InetAddress address = connection.path().remote().getAddress();
            byte[] bytes = address.getAddress();
            Byte[] prefix =
                    new Byte[address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length];
            Arrays.setAll(prefix, i -> bytes[i]);
            return new Network(List.of(prefix));
        }
    }

    /** Adds one; false when there are too many. */
    boolean add(TurnConnection connection) {
        Network network = Network.of(connection);
        if (open.size() >= MAX || byNetwork.getOrDefault(network, 0) >= MAX_PER_NETWORK) {
            refused++;
            return false;
        }
        open.put(connection.path(), connection);
        byNetwork.merge(network, 1, Integer::sum);
        return true;
    }

    /** Removes one; false when it is not there. */
    boolean remove(TurnConnection connection) {
        if (!open.remove(connection.path(), connection)) {
            return false;
        }
        byNetwork.computeIfPresent(
                Network.of(connection), (network, count) -> count == 1 ? null : count - 1);
        return true;
    }

    @Nullable TurnConnection of(Path path) {
        return open.get(path);
    }

    List<TurnConnection> all() {
        return List.copyOf(open.values());
    }

    int size() {
        return open.size();
    }

    long refused() {
        return refused;
    }
}
