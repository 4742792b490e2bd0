package foyer.sfu.engine.front;

/**
 * How one TCP port is shared. It listens at the media server's addresses.
 *
 * @param port that clients know
 * @param proxyHost where TLS goes that is not TURN's: a name or an address of a proxy that takes
 *     the PROXY protocol's version 2
 * @param proxyPort its port
 * @param turnName the only name by which TLS clients know the TURN server; empty where that may be
 *     any
 */
public record FrontConfig(int port, String proxyHost, int proxyPort, String turnName) {
    public FrontConfig {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port);
        }
        if (proxyPort < 1 || proxyPort > 65_535) {
            throw new IllegalArgumentException("proxyPort: " + proxyPort);
        }
    }
}
