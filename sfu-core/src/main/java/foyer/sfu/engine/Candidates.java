package foyer.sfu.engine;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.engine.LocalAddresses.Announced;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The host candidates of a loop (RFC 8445 5.1). */
final class Candidates {
    private static final int HOST_PREFERENCE = 126;

    private Candidates() {}

    static List<IceCandidate> of(List<Announced> announced, int rtcPort, int loop) {
        List<IceCandidate> candidates = new ArrayList<>();
        for (Announced address : announced) {
            int port = (address.port() == 0 ? rtcPort : address.port()) + loop;
            String text = text(address.address());
            candidates.add(
                    new IceCandidate(
                            "udp" + candidates.size(),
                            priority(65_535 - candidates.size()),
                            text,
                            text,
                            "udp",
                            port,
                            "host",
                            null));
        }
        return List.copyOf(candidates);
    }

    /** RFC 8445 5.1.2.1, component 1. */
    private static long priority(int localPreference) {
        return ((long) HOST_PREFERENCE << 24) | ((long) localPreference << 8) | 255;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return zone < 0 ? text : text.substring(0, zone);
    }
}
