package foyer.signaling.doctor;

/**
 * What of the configuration is about the port that media, TURN and pages share.
 *
 * @param port that clients know
 * @param proxyHost where pages are passed on to
 * @param proxyPort its port
 */
public record FrontSetup(int port, String proxyHost, int proxyPort) {
    String proxy() {
        return proxyHost + ":" + proxyPort;
    }
}
