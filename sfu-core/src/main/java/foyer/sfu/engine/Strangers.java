package foyer.sfu.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a loop from which no valid check has come. Their number is bounded: an address
 * that has many gets no more, and in all the oldest goes for the newest, so that who comes to stay
 * gets in while somebody fills the place.
 */
final class Strangers {
    static final int MAX = 1024;

    /** A house behind one address that enters at once has a round trip's worth of these. */
    static final int MAX_PER_ADDRESS = 128;

    private static final int IPV6_NETWORK_BYTES = 8;

    private final Set<TcpConnection> oldestFirst = new LinkedHashSet<>();
    private final Map<Object, Integer> byNetwork = new HashMap<>();

    /** An IPv4 address, or the first half of an IPv6 one. */
    private record Network(long prefix) {}

    boolean mayCome(TcpConnection connection) {
        return byNetwork.getOrDefault(network(connection), 0) < MAX_PER_ADDRESS;
    }

    /** Adds one; the one that has to go for it, null for none. */
    @Nullable TcpConnection add(TcpConnection connection) {
        if (oldestFirst.add(connection)) {
            byNetwork.merge(network(connection), 1, Integer::sum);
        }
        return oldestFirst.size() > MAX ? oldestFirst.iterator().next() : null;
    }

    void remove(TcpConnection connection) {
        if (oldestFirst.remove(connection)) {
            byNetwork.computeIfPresent(
                    network(connection), (network, count) -> count == 1 ? null : count - 1);
        }
    }

    int count() {
        return oldestFirst.size();
    }

    private static Object network(TcpConnection connection) {
        InetAddress address = connection.path().remote().getAddress();
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        long prefix = 0;
        for (int i = 0; i < IPV6_NETWORK_BYTES; i++) {
            prefix = (prefix << 8) | (bytes[i] & 0xff);
        }
        return new Network(prefix);
    }
}
