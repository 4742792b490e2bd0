package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.doctor.Web.Answered;
import foyer.signaling.doctor.Web.Certificate;
import foyer.signaling.doctor.Web.Sighting;
import foyer.signaling.doctor.Web.Trust;
import foyer.signaling.doctor.Web.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets, with certificates that {@code keytool} makes. */
class WebCallTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String HOST = "meet";

    @TempDir private static Path directory = Path.of("");

    /** What is seen of a server that answers one request with this text. */
    private static Sighting see(ServerSocket server, String scheme, String answer)
            throws Exception {
        Thread thread = Thread.startVirtualThread(() -> serve(server, answer));
        Sighting sighting =
                new WebCall(2_000, Authorities.of(null))
                        .get(
                                new Site(scheme, HOST, server.getLocalPort()),
                                HERE,
                                "/healthz",
                                Map.of());
        thread.join();
        return sighting;
    }

    private static void serve(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            if (socket instanceof SSLSocket secure) {
                secure.setHandshakeApplicationProtocolSelector(
                        (self, offered) -> offered.getLast());
            }
            byte[] request = new byte[1_000];
            int length = socket.getInputStream().read(request);
            String asked = new String(request, 0, Math.max(0, length), StandardCharsets.US_ASCII);
            assertThat(asked)
                    .startsWith("GET /healthz HTTP/1.1\r\nHost: meet:")
                    .endsWith("Connection: close\r\n\r\n");
            if (socket instanceof SSLSocket secure
                    && secure.getSession() instanceof ExtendedSSLSession session) {
                assertThat(session.getRequestedServerNames())
                        .containsExactly(new SNIHostName(HOST));
                // Without any the port that all share would take it for TURN.
                assertThat(secure.getApplicationProtocol()).isEqualTo("http/1.1");
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String reason(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            return see(server, "http", answer) instanceof Unreachable none
                    ? none.reason()
                    : "answered";
        }
    }

    @Test
    void readsAnAnswer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            assertThat(see(server, "http", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi, you"))
                    .isEqualTo(new Answered(200, "hi", null));
        }
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            assertThat(see(server, "http", "HTTP/1.0 502 Bad Gateway\r\n\r\nall of it"))
                    .isEqualTo(new Answered(502, "all of it", null));
        }
    }

    @Test
    void seesWhatIsNoWebServer() throws Exception {
        assertThat(reason("SSH-2.0-OpenSSH_9.2\r\n")).contains("no web server");
        assertThat(reason("")).contains("hangs up");
        assertThat(reason("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(200))).contains("no end");
        assertThat(reason("x".repeat(9_000))).contains("no web server");
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, HERE)) {
            port = once.getLocalPort();
        }
        assertThat(
                        new WebCall(2_000, Authorities.of(null))
                                .get(new Site("http", "h", port), HERE, "/", Map.of()))
                .isInstanceOfSatisfying(
                        Unreachable.class, none -> assertThat(none.reason()).contains("refused"));
    }

    @Test
    void looksAtACertificateThatNobodyWouldTake() throws Exception {
        try (ServerSocket server =
                TestSite.context(directory)
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, HERE)) {
            Sighting sighting = see(server, "https", "HTTP/1.1 200 OK\r\n\r\n");
            assertThat(sighting).isInstanceOf(Answered.class);
            Certificate certificate = Objects.requireNonNull(((Answered) sighting).certificate());
            assertThat(certificate.trust()).isEqualTo(Trust.UNTRUSTED);
            assertThat(certificate.names()).containsExactly("meet.example.org", "127.0.0.1");
            assertThat(certificate.issuer()).isEqualTo("CN=The Site");
            assertThat(certificate.notAfter()).isBefore(Instant.parse("2020-04-02T00:00:00Z"));
            Findings.only(
                    new CertificateCheck(
                                    "meet.example.org",
                                    certificate,
                                    Instant.parse("2030-01-01T00:00:00Z"))
                            .look(),
                    Severity.PROBLEM,
                    "has run out on 2020-0",
                    "docker compose logs caddy");
        }
    }
}
