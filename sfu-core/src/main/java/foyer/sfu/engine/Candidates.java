package foyer.sfu.engine;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.engine.LocalAddresses.Announced;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The host candidates of a loop (RFC 8445 5.1, RFC 6544 4). */
final class Candidates {
    private static final String UDP = "udp";
    private static final String TCP = "tcp";
    private static final String FRONT = "front";
    private static final String PASSIVE = "passive";
    private static final int UDP_PREFERENCE = 126;

    /** RFC 6544 4.2: below everything that is UDP and not relayed, so that UDP is tried first. */
    private static final int TCP_PREFERENCE = 90;

    /** RFC 6544 4.2: the direction is in the upper three bits; passive host candidates have 4. */
    private static final int LAST_PASSIVE = (4 << 13) | 8_191;

    private static final int LAST = 65_535;

    private Candidates() {}

    /**
     * Makes them.
     *
     * @param firstPort of the first loop, where an address says nothing else
     * @param offset how far this loop's port is from there
     */
    static List<IceCandidate> of(
            List<Announced> announced, int firstPort, int offset, WebRtcTransportOptions ways) {
        List<IceCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < announced.size(); i++) {
            Announced address = announced.get(i);
            int port = (address.port() == 0 ? firstPort : address.port()) + offset;
            String text = text(address.address());
            candidates.add(
                    new IceCandidate(
                            UDP + i,
                            priority(UDP_PREFERENCE, LAST - i),
                            text,
                            text,
                            UDP,
                            port,
                            "host",
                            null));
            candidates.add(
                    new IceCandidate(
                            TCP + i,
                            priority(TCP_PREFERENCE, LAST_PASSIVE - i),
                            text,
                            text,
                            TCP,
                            port,
                            "host",
                            PASSIVE));
        }
        // Clients that take only so many see the better ones.
        candidates.sort((one, other) -> Long.compare(other.priority(), one.priority()));
        return of(candidates, ways);
    }

    /**
     * Those of a port that takes connections for all loops: after the loops' own, since networks
     * that let those through let more through.
     */
    static List<IceCandidate> atFront(List<Announced> announced, int port) {
        List<String> addresses =
                announced.stream().map(one -> text(one.address())).distinct().toList();
        List<IceCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            String text = addresses.get(i);
            candidates.add(
                    new IceCandidate(
                            FRONT + i,
                            priority(TCP_PREFERENCE, LAST_PASSIVE - announced.size() - i),
                            text,
                            text,
                            TCP,
                            port,
                            "host",
                            PASSIVE));
        }
        return candidates;
    }

    /** Those among them that are of these ways. */
    static List<IceCandidate> of(List<IceCandidate> candidates, WebRtcTransportOptions ways) {
        return candidates.stream()
                .filter(candidate ->
                        candidate.tcpType() == null ? ways.enableUdp() : ways.enableTcp())
                .toList();
    }

    /** RFC 8445 5.1.2.1, component 1. */
    private static long priority(int typePreference, int localPreference) {
        return ((long) typePreference << 24) | ((long) localPreference << 8) | 255;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return zone < 0 ? text : text.substring(0, zone);
    }
}
