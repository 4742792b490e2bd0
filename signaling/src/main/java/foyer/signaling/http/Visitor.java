package foyer.signaling.http;

import foyer.signaling.address.AddressRange;
import foyer.signaling.address.IpAddress;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who asks from nearby from who asks through a reverse proxy, which is nearby too. */
final class Visitor {
    /** What proxies add, each make some of it. */
    private static final List<String> SIGNS_OF_A_PROXY =
            List.of(
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "Forwarded",
                    "Via");

    private Visitor() {}

    static boolean isLocal(@Nullable SocketAddress peer, HttpHeaders headers) {
        return peer instanceof InetSocketAddress internet
                && internet.getAddress() != null
                && AddressRange.anyContains(AddressRange.LOCAL, IpAddress.of(internet.getAddress()))
                && SIGNS_OF_A_PROXY.stream().noneMatch(headers::contains);
    }
}
