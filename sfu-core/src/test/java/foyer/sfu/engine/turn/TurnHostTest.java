package foyer.sfu.engine.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.engine.MediaServerException;
import foyer.sfu.turn.TurnCredentials;
import foyer.sfu.turn.TurnTalk;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over real sockets, before a peer that sends back what it gets. */
class TurnHostTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private static TurnSockets open(TinyTurn turn, String way) throws IOException {
        return switch (way) {
            case "udp" -> new TurnSockets.Udp(turn.address());
            case "tcp" -> TurnSockets.Stream.tcp(turn.address());
            default -> throw new AssertionError(way);
        };
    }

    private static TurnTalk.Reply ask(TurnSockets socket, TurnTalk talk, byte[] request)
            throws IOException {
        socket.send(request);
        return talk.read(socket.receive());
    }

    private static TurnTalk allocated(TurnSockets socket, TinyTurn turn) throws IOException {
        TurnCredentials credentials = turn.credentials("ada");
        TurnTalk talk = new TurnTalk(credentials, 1);
        assertThat(ask(socket, talk, talk.firstAllocate()).code()).isEqualTo(401);
        assertThat(ask(socket, talk, talk.allocate()).code()).isZero();
        return talk;
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void relaysToItsPeerAndBack(String way) throws Exception {
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address());
                TurnSockets socket = open(turn, way)) {
            TurnTalk talk = allocated(socket, turn);
            assertThat(ask(socket, talk, talk.permit(peer.address())).code()).isZero();
            socket.send(talk.send(peer.address(), HELLO));
            assertThat(TurnTalk.dataIn(socket.receive())).isEqualTo(HELLO);
            assertThat(ask(socket, talk, talk.bind(0x4000, peer.address())).code()).isZero();
            for (int i = 0; i < 100; i++) {
                byte[] data = Arrays.copyOf(HELLO, 5 + i);
                socket.send(talk.channelData(0x4000, data));
                assertThat(TurnTalk.dataIn(socket.receive())).isEqualTo(data);
            }
            InetSocketAddress other = new InetSocketAddress("127.0.0.2", 9);
            assertThat(ask(socket, talk, talk.permit(other)).code()).isEqualTo(403);
        }
    }

    @Test
    void framesMayComeInAnyPieces() throws Exception {
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address());
                TurnSockets socket = open(turn, "tcp")) {
            TurnTalk talk = allocated(socket, turn);
            ask(socket, talk, talk.bind(0x4000, peer.address()));
            byte[] data = talk.channelData(0x4000, HELLO);
            for (byte each : data) {
                socket.send(new byte[] {each});
            }
            assertThat(TurnTalk.dataIn(socket.receive())).isEqualTo(HELLO);
            byte[] two = Arrays.copyOf(data, 2 * data.length);
            System.arraycopy(data, 0, two, data.length, data.length);
            socket.send(two);
            assertThat(TurnTalk.dataIn(socket.receive())).isEqualTo(HELLO);
            assertThat(TurnTalk.dataIn(socket.receive())).isEqualTo(HELLO);
        }
    }

    @Test
    void whoSpeaksSomethingElseIsCutOff() throws Exception {
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address());
                TurnSockets socket = open(turn, "tcp")) {
            socket.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(socket::receive).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPortInUseIsSaidClearly() throws Exception {
        try (EchoPeer peer = new EchoPeer();
                TinyTurn turn = TinyTurn.start(peer.address())) {
            assertThatThrownBy(() -> TinyTurn.startAt(turn.address().getPort(), peer.address()))
                    .isInstanceOf(MediaServerException.class)
                    .hasMessageContaining("port " + turn.address().getPort());
        }
    }

    /** Sends back what it gets. */
    static final class EchoPeer implements AutoCloseable {
        private final DatagramSocket socket =
                new DatagramSocket(0, InetAddress.getLoopbackAddress());

        EchoPeer() throws IOException {
            Thread.startVirtualThread(this::echo);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        private void echo() {
            DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
            try {
                while (true) {
                    datagram.setLength(2_048);
                    socket.receive(datagram);
                    socket.send(datagram);
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
