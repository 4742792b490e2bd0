package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.router.Traffic.Direction;
import foyer.sfu.router.Traffic.Kind;
import org.junit.jupiter.api.Test;

class MediaServerStatsTest {
    @Test
    void sumsUpALoopAndKeepsWhatClosedRoutersDid() throws Exception {
        try (LoopbackCall call = LoopbackCall.start()) {
            for (int i = 0; i < 50; i++) {
                call.speak();
            }
            MediaServer server = call.server().server();
            MediaServerStats during = TinyServer.await(server.stats());
            assertThat(during.loops())
                    .singleElement()
                    .satisfies(loop -> {
                        assertThat(loop.listening()).isTrue();
                        assertThat(loop.routers()).isEqualTo(1);
                        assertThat(loop.transports()).isEqualTo(2);
                        assertThat(loop.producers()).isEqualTo(1);
                        assertThat(loop.consumers()).isEqualTo(1);
                        assertThat(loop.datagramsIn()).isGreaterThan(50);
                        assertThat(loop.bytesIn()).isGreaterThan(50 * 12);
                        assertThat(loop.datagramsOut()).isGreaterThan(50);
                        assertThat(loop.bytesOut()).isGreaterThan(50 * 12);
                        assertThat(loop.cpuNanos()).isPositive();
                        assertThat(loop.lagNanos()).isNotNegative();
                    });
            assertThat(during.traffic().packets(Direction.IN, Kind.AUDIO)).isEqualTo(50);
            assertThat(during.traffic().packets(Direction.OUT, Kind.AUDIO)).isEqualTo(50);

            TinyServer.await(call.server().router().close());
            MediaServerStats after = TinyServer.await(server.stats());
            assertThat(after.loops().getFirst().routers()).isZero();
            assertThat(after.loops().getFirst().consumers()).isZero();
            assertThat(after.traffic().packets(Direction.OUT, Kind.AUDIO)).isEqualTo(50);
        }
    }

    @Test
    void failOnceTheServerIsClosed() throws Exception {
        TinyServer tiny = TinyServer.start();
        tiny.close();
        assertThatThrownBy(() -> TinyServer.await(tiny.server().stats()))
                .hasMessageContaining("closed");
    }
}
