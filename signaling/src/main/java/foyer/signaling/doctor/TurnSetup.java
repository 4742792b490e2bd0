package foyer.signaling.doctor;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the configuration is about TURN.
 *
 * @param server our own, null for none
 * @param urls told to clients instead of those of our own; empty for those
 */
public record TurnSetup(@Nullable Server server, List<String> urls) {
    /**
     * Our own server.
     *
     * @param port for UDP and TCP
     * @param host the name that clients are told; empty for the announced addresses
     * @param certificate PEM; null without TLS
     */
    public record Server(int port, String host, @Nullable Path certificate) {}

    public TurnSetup {
        urls = List.copyOf(urls);
    }
}
