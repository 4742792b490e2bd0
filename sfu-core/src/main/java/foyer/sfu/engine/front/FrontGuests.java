package foyer.sfu.engine.front;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are here. Their number is bounded, in all and of a network; of those that
 * have not said what they are the oldest goes for the newest, so that who has something to say gets
 * in while somebody fills the place.
 */
final class FrontGuests {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final FrontBounds bounds;
    private final Set<FrontConnection> all = new LinkedHashSet<>();
    private final Set<FrontConnection> undecided = new LinkedHashSet<>();
    private final Map<List<Byte>, Count> byNetwork = new HashMap<>();

    FrontGuests(FrontBounds bounds) {
        this.bounds = bounds;
    }

    /** Of one network. */
    private static final class Count {
        private int all;
        private int undecided;
    }

    /** Adds one that is undecided; false when there are too many. */
    boolean add(FrontConnection connection) {
        Count count = byNetwork.computeIfAbsent(network(connection), first -> new Count());
        if (all.size() >= bounds.all()
                || count.all >= bounds.ofNetwork()
                || count.undecided >= bounds.undecidedOfNetwork()) {
            tidy(connection, count);
            return false;
        }
        all.add(connection);
        undecided.add(connection);
        count.all++;
        count.undecided++;
        return true;
    }

    /** The one that has to go for the newest; null for none. */
    @Nullable FrontConnection surplus() {
        return undecided.size() > bounds.undecided() ? undecided.iterator().next() : null;
    }

    /** It has said what it is. */
    void decided(FrontConnection connection) {
        Count count = byNetwork.get(network(connection));
        if (count != null && undecided.remove(connection)) {
            count.undecided--;
        }
    }

    /** Removes one, if it is there. */
    void remove(FrontConnection connection) {
        decided(connection);
        Count count = byNetwork.get(network(connection));
        if (count != null && all.remove(connection)) {
            count.all--;
            tidy(connection, count);
        }
    }

    private void tidy(FrontConnection connection, Count count) {
        if (count.all == 0) {
            byNetwork.remove(network(connection));
        }
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
