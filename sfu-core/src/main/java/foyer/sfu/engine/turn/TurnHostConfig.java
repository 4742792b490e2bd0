package foyer.sfu.engine.turn;

import foyer.sfu.turn.TurnConfig;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a TURN server listens.
 *
 * @param addresses of this machine, each with sockets of its own, so that answers come from where
 *     was asked
 * @param port for UDP and TCP
 * @param tls null for none
 */
public record TurnHostConfig(
        List<InetAddress> addresses, int port, @Nullable TurnTls tls, TurnConfig turn) {
    public TurnHostConfig {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port);
        }
        addresses = List.copyOf(addresses);
    }
}
