package foyer.sfu.engine.front;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.turn.TurnTalk;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes is told apart, and gets to whom it is for. */
class FrontTest {
    private final FrontVenue venue = new FrontVenue();

    FrontTest() throws Exception {
        // The venue's sockets may not be had.
    }

    @AfterEach
    void close() throws Exception {
        venue.close();
    }

    @Test
    void checksReachTheLoopThatTheyAreFor() throws Exception {
        venue.checkBothLoops();
        assertThat(venue.eventually(now -> !now.accepted().isEmpty()).accepted())
                .isEqualTo(Map.of(FrontDestination.ICE_TCP, 2L));
    }

    @Test
    void turnIsAnsweredHereWithAndWithoutTls() throws Exception {
        try (Socket plain = venue.connect();
                Socket tls = venue.connectTls()) {
            for (Socket socket : List.of(plain, tls)) {
                TurnTalk talk =
                        new TurnTalk(
                                FrontVenue.SECRET.issue(
                                        "ada", System.currentTimeMillis() / 1_000 + 600),
                                1);
                socket.getOutputStream().write(talk.firstAllocate());
                assertThat(talk.read(message(socket)).code()).isEqualTo(401);
                socket.getOutputStream().write(talk.allocate());
                assertThat(talk.read(message(socket)).code()).isZero();
            }
            assertThat(venue.eventually(now -> now.accepted().size() == 2).accepted())
                    .isEqualTo(Map.of(FrontDestination.TURN, 1L, FrontDestination.TURN_TLS, 1L));
        }
        assertThat(venue.proxy().headers()).isEmpty();
    }

    @Test
    void whatNobodySpeaksIsRefused() throws Exception {
        byte[] forNobody = new byte[20];
        System.arraycopy(HexFormat.of().parseHex("000100002112a442"), 0, forNobody, 0, 8);
        for (byte[] opening :
                List.of(
                        "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        FrontVenue.framed(forNobody))) {
            try (Socket socket = venue.connect()) {
                socket.getOutputStream().write(opening);
                assertThat(FrontVenue.ends(socket)).isTrue();
            }
        }
        assertThat(venue.eventually(now -> now.refused().size() == 2).refused())
                .isEqualTo(Map.of(FrontRefusal.UNKNOWN, 1L, FrontRefusal.NOBODY, 1L));
    }

    @Test
    void withoutItsProxyPagesAreRefusedAndTheRestGoesOn() throws Exception {
        venue.proxy().close();
        try (Socket socket = venue.connect()) {
            socket.getOutputStream().write(FrontVenue.BROKEN_HELLO);
            assertThat(FrontVenue.ends(socket)).isTrue();
        }
        assertThat(venue.eventually(now -> !now.refused().isEmpty()).refused())
                .isEqualTo(Map.of(FrontRefusal.NO_PROXY, 1L));
        venue.checkBothLoops();
    }

    private static byte[] message(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] head = in.readNBytes(20);
        byte[] message = Arrays.copyOf(head, 20 + ((head[2] & 0xff) << 8 | (head[3] & 0xff)));
        in.readFully(message, 20, message.length - 20);
        return message;
    }
}
