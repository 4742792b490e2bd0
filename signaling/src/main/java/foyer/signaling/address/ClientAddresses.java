package foyer.signaling.address;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose address a request counts for. Anybody can write an {@code X-Forwarded-For} header; only
 * what a trusted proxy wrote into it is believed.
 *
 * @param trustedProxies who may say for whom a request is
 */
public record ClientAddresses(List<AddressRange> trustedProxies) {
    /** The header whose values the functions here take. */
    public static final String HEADER = "X-Forwarded-For";

    /** Proxies of some makes add the client's port. */
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?|(\\d[0-9.]+)(?::\\d{1,5})?");

    public ClientAddresses {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * The client: the rightmost address that no trusted proxy stands at. What is left of it was
     * written by somebody unknown and is not looked at.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of {@code X-Forwarded-For}, in their order
     * @return {@code peer} when it is not trusted, or the header makes no sense
     */
    public IpAddress of(IpAddress peer, List<String> forwardedFor) {
        if (forwardedFor.isEmpty() || !AddressRange.anyContains(trustedProxies, peer)) {
            return peer;
        }
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        IpAddress client = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            IpAddress hop = read(hops[i].strip());
            if (hop == null) {
                return peer;
            }
            client = hop;
            if (!AddressRange.anyContains(trustedProxies, hop)) {
                break;
            }
        }
        return client;
    }

    /**
     * Whose limits a request counts for, see {@link IpAddress#subscriber()}; {@code unknown} for a
     * connection that is none of the network.
     */
    public String subscriber(@Nullable SocketAddress peer, List<String> forwardedFor) {
        return peer instanceof InetSocketAddress internet && internet.getAddress() != null
                ? of(IpAddress.of(internet.getAddress()), forwardedFor).subscriber()
                : "unknown";
    }

    private static @Nullable IpAddress read(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return IpAddress.parse(hop);
        }
        String inBrackets = matcher.group(1);
        return IpAddress.parse(inBrackets == null ? matcher.group(2) : inBrackets);
    }
}
