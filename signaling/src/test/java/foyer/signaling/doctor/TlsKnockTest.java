package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets. */
class TlsKnockTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir private Path directory = Path.of("");

    /** Of a proxy that expects so many bytes before TLS. */
    private ProxyKnock.Outcome outcome(int headerBytes, Optional<Site> site) throws Exception {
        SSLContext context = TestSite.context(directory);
        try (ServerSocket proxy = new ServerSocket(0, 5, HERE)) {
            Thread.ofVirtual().start(() -> serve(proxy, context, headerBytes));
            return knock(proxy.getLocalPort(), site);
        }
    }

    private static ProxyKnock.Outcome knock(int port, Optional<Site> site) {
        return new TlsKnock(2_000, Authorities.of(null))
                .at(new FrontSetup(443, "127.0.0.1", port), site);
    }

    private static void serve(ServerSocket proxy, SSLContext context, int headerBytes) {
        while (!proxy.isClosed()) {
            try (Socket socket = proxy.accept()) {
                byte[] header = socket.getInputStream().readNBytes(headerBytes);
                assertThat(HexFormat.of().formatHex(header))
                        .isEqualTo(headerBytes == 0 ? "" : "0d0a0d0a000d0a515549540a20000000");
                try (SSLSocket tls =
                        (SSLSocket) context.getSocketFactory().createSocket(socket, null, true)) {
                    tls.startHandshake();
                }
            } catch (IOException ended) {
                // The next one, or none.
            }
        }
    }

    @Test
    void understandsAProxyThatTakesTheHeader() throws Exception {
        assertThat(outcome(16, Optional.empty())).isEqualTo(new ProxyKnock.Understood());
        assertThat(outcome(16, Optional.ofNullable(Site.of("https://meet.example.org"))))
                .isEqualTo(new ProxyKnock.Understood());
    }

    @Test
    void seesThatAProxyTakesNoHeader() throws Exception {
        assertThat(outcome(0, Optional.empty())).isEqualTo(new ProxyKnock.NotUnderstood());
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, HERE)) {
            port = once.getLocalPort();
        }
        assertThat(knock(port, Optional.empty()))
                .isInstanceOfSatisfying(
                        ProxyKnock.Silent.class,
                        silent -> assertThat(silent.reason()).contains("refused"));
    }
}
