package foyer.signaling.doctor;

import foyer.signaling.address.AddressRange;
import foyer.signaling.address.IpAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** From where an address can be reached, as it is written. */
enum Reach {
    /** No address of anybody: all zeros, or of a group. */
    NOBODY,
    /** Of the same wire, with a zone that others cannot know. */
    LINK,
    MACHINE,
    /** RFC 1918, RFC 4193, and what providers share out behind their NAT (RFC 6598). */
    NETWORK,
    INTERNET;

    private static final List<AddressRange> PRIVATE =
            Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
                    .map(text -> Objects.requireNonNull(AddressRange.parse(text)))
                    .toList();

    static Reach of(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return NOBODY;
        }
        if (address.isLoopbackAddress()) {
            return MACHINE;
        }
        if (address.isLinkLocalAddress()) {
            return LINK;
        }
        return AddressRange.anyContains(PRIVATE, IpAddress.of(address)) ? NETWORK : INTERNET;
    }
}
