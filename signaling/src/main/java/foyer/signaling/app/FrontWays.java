package foyer.signaling.app;

/**
 * One TCP port for all.
 *
 * @param port that clients know
 * @param httpsHost the proxy that pages are passed on to
 * @param httpsPort its port
 */
public record FrontWays(int port, String httpsHost, int httpsPort) {}
