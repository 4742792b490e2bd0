package foyer.signaling.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Where the server stands in the network.
 *
 * @param addresses its own
 */
record Ground(List<OwnAddress> addresses, Place place) {
    /** Whether the network may be one that something else made for it. */
    enum Place {
        MACHINE,
        CONTAINER
    }

    Ground {
        addresses = List.copyOf(addresses);
    }

    boolean owns(InetAddress address) {
        return addresses.stream().anyMatch(own -> own.address().equals(address));
    }

    /** Whether addresses of the Internet's newer half can be tried from here. */
    boolean reachesIpv6() {
        return addresses.stream()
                .map(OwnAddress::address)
                .anyMatch(address ->
                        address instanceof Inet6Address && Reach.of(address) == Reach.INTERNET);
    }
}
