package foyer.sfu.engine.front;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The connections that are here, and how many each network may have. */
final class FrontGuests {
    /** Each that is passed on takes two of the process's files. */
    static final int MAX = 16_384;

    /** A school behind one address: a socket and a page's connections for each. */
    static final int MAX_PER_NETWORK = 4_096;

    private static final int IPV6_NETWORK_BYTES = 8;

    private final Set<FrontConnection> all = new LinkedHashSet<>();
    private final Map<List<Byte>, Integer> byNetwork = new HashMap<>();

    /** Adds one; false when there are too many. */
    boolean add(FrontConnection connection) {
        List<Byte> network = network(connection);
        if (all.size() >= MAX || byNetwork.getOrDefault(network, 0) >= MAX_PER_NETWORK) {
            return false;
        }
        all.add(connection);
        byNetwork.merge(network, 1, Integer::sum);
        return true;
    }

    /** Removes one; false when it is not there. */
    boolean remove(FrontConnection connection) {
        if (!all.remove(connection)) {
            return false;
        }
        byNetwork.computeIfPresent(
                network(connection), (network, count) -> count == 1 ? null : count - 1);
        return true;
    }

    List<FrontConnection> all() {
        return List.copyOf(all);
    }

    /** An IPv4 address, or the first half of an IPv6 one. */
    private static List<Byte> network(FrontConnection connection) {
        InetAddress address = connection.remote().getAddress();
        byte[] bytes = address.getAddress();
        Byte[] prefix =
                new Byte[address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length];
        Arrays.setAll(prefix, i -> bytes[i]);
        return List.of(prefix);
    }
}
