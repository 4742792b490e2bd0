package foyer.sfu.engine.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who takes too long, and who are too many. */
class FrontBoundsTest {
    private final FrontVenue venue = new FrontVenue();

    FrontBoundsTest() throws Exception {
        // The venue's sockets may not be had.
    }

    @AfterEach
    void close() throws Exception {
        venue.close();
    }

    @Test
    void whoSaysNothingInTimeIsRefused() throws Exception {
        venue.startAgain(venue.proxy().port(), FrontBounds.DEFAULT.waiting(1, 1, 1));
        try (Socket socket = venue.connect()) {
            socket.getOutputStream().write(22);
            assertThat(FrontVenue.ends(socket)).isTrue();
        }
        assertThat(venue.eventually(now -> !now.refused().isEmpty()).refused())
                .isEqualTo(Map.of(FrontRefusal.TOO_LATE, 1L));
    }

    @Test
    void whoSaysNothingKeepsNobodyOut() throws Exception {
        venue.startAgain(venue.proxy().port(), FrontBounds.DEFAULT.holding(100, 100, 3, 100));
        try (Socket oldest = venue.connect();
                Socket second = venue.connect();
                Socket third = venue.connect()) {
            for (Socket socket : List.of(oldest, second, third)) {
                socket.getOutputStream().write(22);
            }
            venue.checkBothLoops();
            assertThat(FrontVenue.ends(oldest)).isTrue();
        }
        assertThat(venue.eventually(now -> !now.refused().isEmpty()).refused())
                .containsOnlyKeys(FrontRefusal.TOO_MANY);
    }

    @Test
    void aNetworkHasOnlySoManyThatSayNothing() throws Exception {
        venue.startAgain(venue.proxy().port(), FrontBounds.DEFAULT.holding(100, 100, 100, 1));
        try (Socket first = venue.connect();
                Socket second = venue.connect()) {
            first.getOutputStream().write(22);
            assertThat(FrontVenue.ends(second)).isTrue();
        }
        venue.eventually(now -> now.undecided() == 0 && !now.refused().isEmpty());
        // Who has said what it is counts no more.
        try (SSLSocket one = venue.connectTls("http/1.1");
                SSLSocket other = venue.connectTls("http/1.1")) {
            assertThat(one.getSession().isValid() && other.getSession().isValid()).isTrue();
        }
        assertThat(venue.eventually(now -> now.accepted().containsValue(2L)).refused())
                .isEqualTo(Map.of(FrontRefusal.TOO_MANY, 1L));
    }

    @Test
    void aNetworkHasOnlySoManyThatArePassedOn() throws Exception {
        venue.startAgain(venue.proxy().port(), FrontBounds.DEFAULT.holding(100, 1, 100, 100));
        try (SSLSocket one = venue.connectTls("http/1.1");
                Socket other = venue.connect()) {
            assertThat(one.getSession().isValid()).isTrue();
            assertThat(FrontVenue.ends(other)).isTrue();
        }
        assertThat(venue.eventually(now -> !now.refused().isEmpty()).refused())
                .isEqualTo(Map.of(FrontRefusal.TOO_MANY, 1L));
    }
}
