package foyer.sfu.turn;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Whom limits are for: an IPv4 address, or the first half of an IPv6 one. */
record ClientNetwork(int family, long prefix) {
    private static final int IPV6_NETWORK_BYTES = 8;

    static ClientNetwork of(InetAddress address) {
        byte[] bytes = address.getAddress();
        long prefix = 0;
        for (int i = 0; i < Math.min(bytes.length, IPV6_NETWORK_BYTES); i++) {
            prefix = (prefix << 8) | (bytes[i] & 0xff);
        }
        return new ClientNetwork(
                address instanceof Inet6Address ? TurnFormat.IPV6 : TurnFormat.IPV4, prefix);
    }
}
