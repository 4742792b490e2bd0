package foyer.signaling.app;

import foyer.sfu.engine.MediaAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Where clients are told that our TURN server is (RFC 7065). */
final class TurnUrls {
    /** Each costs every client an allocation for each of its connections. */
    private static final int MAX_HOSTS = 3;

    private TurnUrls() {}

    /**
     * Lists them.
     *
     * @param frontPort the port that takes connections of TURN too, 0 for none
     */
    static List<String> of(
            TurnWays.OwnServer server,
            List<AnnouncedAddress> announced,
            List<MediaAddress> media,
            int frontPort) {
        List<String> urls = new ArrayList<>();
        for (String host : hosts(server, announced, media)) {
            urls.add("turn:" + host + ":" + server.port() + "?transport=udp");
            urls.add("turn:" + host + ":" + server.port() + "?transport=tcp");
            if (frontPort != 0) {
                urls.add("turn:" + host + ":" + frontPort + "?transport=tcp");
            }
        }
        TurnWays.Tls tls = server.tls();
        if (tls != null) {
            urls.add("turns:" + server.host() + ":" + tls.port() + "?transport=tcp");
            if (frontPort != 0) {
                urls.add("turns:" + server.host() + ":" + frontPort + "?transport=tcp");
            }
        }
        return List.copyOf(urls);
    }

    private static List<String> hosts(
            TurnWays.OwnServer server, List<AnnouncedAddress> announced, List<MediaAddress> media) {
        if (!server.host().isEmpty()) {
            return List.of(server.host());
        }
        List<String> hosts =
                announced.isEmpty()
                        ? media.stream().map(one -> text(one.announced().getAddress())).toList()
                        : announced.stream()
                                .map(AnnouncedAddress::host)
                                .map(TurnUrls::bracketed)
                                .toList();
        return hosts.stream().distinct().limit(MAX_HOSTS).toList();
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return bracketed(zone < 0 ? text : text.substring(0, zone));
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
