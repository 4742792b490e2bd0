package foyer.sfu.engine.turn;

import java.nio.file.Path;

/**
 * TURN over TLS.
 *
 * @param certificate a PEM file, the chain behind the certificate; read again when it changes
 * @param key the PEM file of its key, without a password
 */
public record TurnTls(int port, Path certificate, Path key) {
    public TurnTls {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port);
        }
    }
}
