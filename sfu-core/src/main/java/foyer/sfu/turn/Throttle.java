package foyer.sfu.turn;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many answers strangers get: their addresses may be forged, and the answers then go to
 * somebody who asked nothing. Each network has its share, and all have one together, so that many
 * forged addresses do not come to more.
 */
final class Throttle {
    /** A school that enters at once: its people have four connections of several ways each. */
    static final int PER_NETWORK = 500;

    static final int PER_NETWORK_AND_SECOND = 100;
    static final int IN_ALL = 5_000;
    static final int IN_ALL_AND_SECOND = 2_000;

    /** Who asked longest ago is forgotten first. */
    static final int MAX_NETWORKS = 4_096;

    private final TokenBucket all;
    private final Map<ClientNetwork, TokenBucket> networks =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ClientNetwork, TokenBucket> eldest) {
                    return size() > MAX_NETWORKS;
                }
            };

    Throttle(long nowNanos) {
        all = new TokenBucket(IN_ALL, IN_ALL_AND_SECOND, nowNanos);
    }

    boolean mayAnswer(InetAddress address, long nowNanos) {
        return networks.computeIfAbsent(
                                ClientNetwork.of(address),
                                network ->
                                        new TokenBucket(
                                                PER_NETWORK, PER_NETWORK_AND_SECOND, nowNanos))
                        .take(1, nowNanos)
                && all.take(1, nowNanos);
    }
}
