package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.IceParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against sockets that are no media server; the real one answers in {@code DoctorTest}. */
class StunKnockTest {
    private static final IceParameters SERVER =
            new IceParameters("fragment", "a-password-of-24-letters", true);
    private static final StunKnock KNOCK = new StunKnock(200);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static IceCandidate candidate(String protocol, int port) {
        return new IceCandidate(
                protocol,
                1,
                HERE.getHostAddress(),
                HERE.getHostAddress(),
                protocol,
                port,
                "host",
                protocol.equals("tcp") ? "passive" : null);
    }

    private static String reason(String protocol, int port) {
        return KNOCK.at(candidate(protocol, port), SERVER) instanceof Knock.Unanswered unanswered
                ? unanswered.reason()
                : "answered";
    }

    @Test
    void doesNotWaitLongForSilence() throws IOException {
        try (DatagramSocket mute = new DatagramSocket(new InetSocketAddress(HERE, 0));
                ServerSocket deaf = new ServerSocket(0, 1, HERE)) {
            assertThat(reason("udp", mute.getLocalPort())).isEqualTo("silence");
            assertThat(reason("tcp", deaf.getLocalPort())).isEqualTo("silence");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void saysThatNobodyIsThere(String protocol) throws IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, HERE)) {
            port = once.getLocalPort();
        }
        assertThat(reason(protocol, port)).containsAnyOf("refused", "unreachable");
    }

    @Test
    void saysThatWhoIsThereHangsUp() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, HERE)) {
            Thread thread = Thread.startVirtualThread(() -> hangUp(listening));
            assertThat(reason("tcp", listening.getLocalPort()))
                    .isEqualTo("it is accepted and closed again");
            thread.join();
        }
    }

    private static void hangUp(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getInputStream().readNBytes(22); // else it would be reset
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesNobodyElsesAnswer() throws Exception {
        try (DatagramSocket echo = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            Thread thread = Thread.startVirtualThread(() -> echo(echo));
            assertThat(reason("udp", echo.getLocalPort()))
                    .isEqualTo("something else answers there");
            thread.join();
        }
        try (ServerSocket listening = new ServerSocket(0, 1, HERE)) {
            Thread thread = Thread.startVirtualThread(() -> sayHello(listening));
            assertThat(reason("tcp", listening.getLocalPort()))
                    .isEqualTo("something else answers there");
            thread.join();
        }
    }

    private static void echo(DatagramSocket socket) {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
            socket.receive(packet);
            socket.send(packet);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void sayHello(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write(new byte[] {0, 3, 'h', 'i', '!'});
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Bytes of RFC 8489 5 and 14; the checksum by RFC 8489 14.7. */
    @Test
    void asksAsABrowserDoes() {
        byte[] transaction = HexFormat.of().parseHex("000102030405060708090a0b");
        byte[] bytes = new BindingRequest(SERVER, transaction).bytes();
        assertThat(HexFormat.of().formatHex(bytes, 0, 64))
                .isEqualTo(
                        // binding request, 72 bytes, cookie, transaction
                        "00010048"
                                + "2112a442"
                                + "000102030405060708090a0b"
                                // USERNAME fragment:doctor
                                + "0006000f"
                                + "667261676d656e743a646f63746f7200"
                                // ICE-CONTROLLING, PRIORITY
                                + "802a0008"
                                + "0000000000000000"
                                + "00240004"
                                + "6effffff"
                                // MESSAGE-INTEGRITY
                                + "00080014");
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 8);
        assertThat(ByteBuffer.wrap(bytes).getLong(bytes.length - 8))
                .isEqualTo((0x8028_0004L << 32) | (crc.getValue() ^ 0x5354_554eL));
    }

    @Test
    void takesAnyBytesForNoAnswer() {
        BindingRequest request = new BindingRequest(SERVER, new byte[12]);
        byte[] bytes = request.bytes();
        for (int length = 0; length <= bytes.length; length++) {
            assertThat(request.isAnsweredBy(Arrays.copyOf(bytes, length))).isFalse();
            assertThat(request.isAnsweredBy(new byte[length])).isFalse();
        }
    }
}
