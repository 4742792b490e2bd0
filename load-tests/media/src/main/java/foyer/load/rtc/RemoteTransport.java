package foyer.load.rtc;

import foyer.sfu.api.DtlsFingerprint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The server's end of a transport, as it tells it in {@code transportOptions}.
 *
 * @param addresses its UDP candidates, best first
 */
public record RemoteTransport(
        String id,
        String usernameFragment,
        String password,
        List<InetSocketAddress> addresses,
        List<DtlsFingerprint> fingerprints) {
    public static RemoteTransport of(JsonNode options) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (JsonNode candidate : options.path("iceCandidates")) {
            if (candidate.path("protocol").asString("").equals("udp")) {
                addresses.add(
                        new InetSocketAddress(
                                candidate.path("ip").asString(""),
                                candidate.path("port").asInt(0)));
            }
        }
        List<DtlsFingerprint> fingerprints = new ArrayList<>();
        for (JsonNode fingerprint : options.path("dtlsParameters").path("fingerprints")) {
            fingerprints.add(
                    new DtlsFingerprint(
                            fingerprint.path("algorithm").asString(""),
                            fingerprint.path("value").asString("")));
        }
        JsonNode ice = options.path("iceParameters");
        return new RemoteTransport(
                options.path("id").asString(""),
                ice.path("usernameFragment").asString(""),
                ice.path("password").asString(""),
                List.copyOf(addresses),
                List.copyOf(fingerprints));
    }
}
