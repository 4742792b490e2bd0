package foyer.signaling.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Over real sockets: a handshake behind a header of the PROXY protocol, or without. */
final class TlsKnock implements ProxyKnock {
    /** Version 2, 2.2: a connection of the sender's own, such as this one. */
    private static final byte[] LOCAL =
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "20" + "00" + "0000");

    private final int patienceMillis;
    private final Authorities authorities;

    TlsKnock(int patienceMillis, Authorities authorities) {
        this.patienceMillis = patienceMillis;
        this.authorities = authorities;
    }

    @Override
    public Outcome at(FrontSetup setup, Optional<Site> site) {
        Site asked = site.orElse(new Site(Site.HTTPS, bare(setup.proxyHost()), setup.proxyPort()));
        try {
            shakeHands(setup, asked, LOCAL);
            return new Understood();
        } catch (IOException refused) {
            try {
                shakeHands(setup, asked, new byte[0]);
                return new NotUnderstood();
            } catch (IOException silent) {
                return new Silent(
                        Optional.ofNullable(silent.getMessage())
                                .orElse(silent.getClass().getSimpleName()));
            }
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private void shakeHands(FrontSetup setup, Site site, byte[] header) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(setup.proxyHost(), setup.proxyPort()), patienceMillis);
            plain.setSoTimeout(patienceMillis);
            plain.getOutputStream().write(header);
            try (SSLSocket secure = authorities.witness().over(plain, site)) {
                secure.startHandshake();
            }
        }
    }
}
