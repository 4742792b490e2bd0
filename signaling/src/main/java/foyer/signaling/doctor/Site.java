package foyer.signaling.doctor;

import foyer.signaling.address.IpAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What people open.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address without brackets
 */
public record Site(String scheme, String host, int port) {
    static final String HTTPS = "https";

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Of the origin that the configuration names; null where it names none. */
    public static @Nullable Site of(String origin) {
        if (origin.equals("*")) {
            return null;
        }
        URI uri = URI.create(origin);
        String host = uri.getHost();
        if (host == null) {
            return null;
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int usual = HTTPS.equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return new Site(uri.getScheme(), bare, uri.getPort() < 0 ? usual : uri.getPort());
    }

    boolean isSecure() {
        return scheme.equals(HTTPS);
    }

    boolean isName() {
        return IpAddress.parse(host) == null;
    }

    /** Pages of the machine that the browser runs on. */
    boolean isThisMachine() {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    }

    /** As browsers write it. */
    String origin() {
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        boolean usual = port == (isSecure() ? HTTPS_PORT : HTTP_PORT);
        return scheme + "://" + bracketed + (usual ? "" : ":" + port);
    }
}
