package foyer.sfu.engine.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.dtls.Pem;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.turn.TurnHostTest.EchoPeer;
import foyer.sfu.turn.TurnTalk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TURN over TLS, with keys as certificate authorities' clients write them. */
class TurnTlsTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path directory = Path.of("");

    private static Pem someone() {
        return Pem.of("EC", 256, "SHA256withECDSA");
    }

    private TurnTls files(Pem pem) throws IOException {
        Path certificate = Files.writeString(directory.resolve("cert.pem"), pem.certificate());
        Path key = Files.writeString(directory.resolve("key.pem"), pem.privateKey());
        return new TurnTls(freePort(), certificate, key);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static InetSocketAddress at(TurnTls tls) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tls.port());
    }

    @Test
    void relaysBehindTls() throws Exception {
        TurnTls tls = files(someone());
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address(), tls);
                TurnSockets.Stream socket = TurnSockets.Stream.tls(at(tls))) {
            TurnTalk talk = new TurnTalk(turn.credentials("ada"), 1);
            socket.send(talk.firstAllocate());
            assertThat(talk.read(socket.receive()).code()).isEqualTo(401);
            socket.send(talk.allocate());
            assertThat(talk.read(socket.receive()).code()).isZero();
            socket.send(talk.bind(0x4000, peer.address()));
            assertThat(talk.read(socket.receive()).code()).isZero();
            socket.send(talk.channelData(0x4000, HELLO));
            assertThat(TurnTalk.dataIn(socket.receive())).isEqualTo(HELLO);
        }
    }

    @Test
    void eachMessageIsARecord() throws Exception {
        TurnTls tls = files(someone());
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address(), tls);
                TurnSockets.Stream socket = TurnSockets.Stream.tls(at(tls))) {
            TurnTalk talk = new TurnTalk(turn.credentials("ada"), 1);
            byte[] request = talk.firstAllocate();
            socket.send(request);
            int answer = socket.bytesAtOnce();
            byte[] three = Arrays.copyOf(request, 3 * request.length);
            System.arraycopy(request, 0, three, request.length, request.length);
            System.arraycopy(request, 0, three, 2 * request.length, request.length);
            socket.send(three);
            for (int i = 0; i < 3; i++) {
                assertThat(socket.bytesAtOnce()).isEqualTo(answer);
            }
        }
    }

    @Test
    void takesKeysInTheirTraditionalForm() throws Exception {
        TurnTls tls = files(someone().withTraditionalKey());
        assertThat(TurnCertificate.load(tls).context().isServer()).isTrue();
    }

    @Test
    void takesARenewedCertificateAndKeepsTheOldWhileOneDoesNotFit() throws Exception {
        Pem renewed = someone();
        TurnTls tls = files(someone());
        TurnCertificate certificate = TurnCertificate.load(tls);
        Object first = certificate.context();
        certificate.refresh();
        assertThat(certificate.context()).as("nothing changed").isSameAs(first);
        touch(Files.writeString(tls.certificate(), renewed.certificate()), 1);
        certificate.refresh();
        assertThat(certificate.context()).as("the key is still the old one's").isSameAs(first);
        touch(Files.writeString(tls.key(), renewed.privateKey()), 2);
        certificate.refresh();
        assertThat(certificate.context()).isNotSameAs(first);
    }

    private static void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    @Test
    void whatSpeaksNoTlsIsCutOff() throws Exception {
        TurnTls tls = files(someone());
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address(), tls);
                Socket socket = new Socket(at(tls).getAddress(), tls.port())) {
            assertThat(turn.host().report()).isNotNull();
            socket.setSoTimeout(TurnSockets.PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(answer).as("an alert at the most").hasSizeLessThan(16);
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsSaid() throws Exception {
        TurnTls tls = files(new Pem("no certificate", "no key"));
        assertThatThrownBy(() -> TurnCertificate.load(tls))
                .isInstanceOf(MediaServerException.class)
                .hasMessageContaining("cert.pem")
                .hasMessageContaining("key.pem");
    }
}
