package foyer.signaling.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people get to media who cannot reach its ports.
 *
 * @param server our own TURN server, null for none
 * @param urls told to clients instead of those of our own server; empty for those
 * @param credentialsLife how long a client may make allocations with what it was given
 */
public record TurnWays(@Nullable OwnServer server, List<String> urls, Duration credentialsLife) {
    /** No TURN at all. */
    static final TurnWays NONE = new TurnWays(null, List.of(), Duration.ofHours(12));

    /**
     * Our own server.
     *
     * @param port for UDP and TCP
     * @param host the name that clients are told; empty for the announced addresses
     */
    public record OwnServer(int port, String host, @Nullable Tls tls) {}

    /** PEM files, which are read again when they change. */
    public record Tls(int port, Path certificate, Path key) {}

    /** By which alone clients know our own server; empty where it may be any, or there is none. */
    String onlyName() {
        OwnServer own = server;
        return own == null || !urls.isEmpty() ? "" : own.host();
    }

    public TurnWays {
        urls = List.copyOf(urls);
    }
}
