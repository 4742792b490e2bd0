package foyer.sfu.api;

/**
 * Where clients reach the media server from outside.
 *
 * @param host an IPv4 or IPv6 address, or a host name
 * @param port the port of the first loop as a NAT or a relay maps it; those of others, if they have
 *     their own, follow upwards; 0 means unchanged
 */
public record AnnouncedAddress(String host, int port) {
    public AnnouncedAddress {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("host: " + host + ", port: " + port);
        }
    }
}
