package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.DtlsCertificate;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import foyer.sfu.router.RouterStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopbackCallTest {
    @Test
    void mediaFlowsThroughRealSockets() throws Exception {
        try (LoopbackCall call = LoopbackCall.start()) {
            for (int i = 0; i < 200; i++) {
                call.speak();
            }
            RouterStats stats = TinyServer.await(call.server().router().stats());
            assertThat(stats.consumers()).hasSize(1);
            assertThat(stats.consumers().getFirst().send().packetsSent()).isEqualTo(200);
            assertThat(stats.transports())
                    .extracting(RouterStats.TransportStats::state)
                    .containsOnly(TransportState.CONNECTED);
            assertThat(TinyServer.await(call.server().server().drops()).snapshot()).isEmpty();
            assertThat(stats.transports())
                    .extracting(RouterStats.TransportStats::path)
                    .allSatisfy(path ->
                            assertThat(Objects.requireNonNull(path).local())
                                    .isEqualTo(
                                            new RouterStats.SocketName(
                                                    "udp", "127.0.0.1", call.server().port())));
        }
    }

    @Test
    void aClosedRouterTellsItsTransports() throws Exception {
        try (LoopbackCall call = LoopbackCall.start()) {
            TinyServer.await(call.server().router().close());
            List<RouterEvent> closed = new ArrayList<>();
            while (closed.size() < 2) {
                RouterEvent event = call.server().events().poll(5, TimeUnit.SECONDS);
                assertThat(event).isNotNull();
                if (event
                        instanceof
                        RouterEvent.TransportStateChanged(var ignored, TransportState state)) {
                    if (state == TransportState.CLOSED) {
                        closed.add(event);
                    }
                }
            }
            call.speakOnly();
        }
    }

    @Test
    void aPortInUseIsSaidClearly() throws Exception {
        try (TinyServer first = TinyServer.start()) {
            assertThatThrownBy(() -> MediaServer.start(TinyServer.config(first.port())))
                    .isInstanceOf(MediaServerException.class)
                    .hasMessageContaining("UDP port " + first.port() + " on 127.0.0.1")
                    .hasMessageContaining("is another server running, or the port taken?");
        }
    }

    @Test
    void aCertificateThatCannotBeReadIsSaidClearly() {
        assertThatThrownBy(() ->
                        MediaServer.start(
                                TinyServer.config(42_900),
                                new DtlsCertificate("not a certificate", "nor a key")))
                .isInstanceOf(MediaServerException.class)
                .hasMessageContaining("the given certificate cannot be used");
    }

    @Test
    void aClosedServerFreesItsPort() throws Exception {
        int port;
        try (TinyServer first = TinyServer.start()) {
            port = first.port();
        }
        MediaServer.start(TinyServer.config(port)).close();
    }

    @Test
    void aClosedServerRefusesWork() throws Exception {
        TinyServer server = TinyServer.start();
        server.close();
        assertThatThrownBy(server::newTransport).hasMessageContaining("closed");
    }
}
