package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.record.Recording;
import foyer.sfu.record.Replay;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedCallTest {
    @Test
    void aCallOverRealSocketsIsPlayedAgainBitForBit() throws Exception {
        try (LoopbackCall call = LoopbackCall.start()) {
            for (int i = 0; i < 200; i++) {
                call.speak();
            }
            RouterHandle router = call.server().router();
            assertPlaysAgain(TinyServer.await(router.recording()));
            TinyServer.await(router.close());
            assertPlaysAgain(TinyServer.await(router.recording()));
        }
    }

    private static void assertPlaysAgain(byte[] file) throws Exception {
        Recording recording = Recording.read(new ByteArrayInputStream(file));
        Replay.Result replay = Replay.run(recording);

        assertThat(recording.complete()).isTrue();
        assertThat(recording.outputs()).isGreaterThanOrEqualTo(200);
        assertThat(replay.failures()).isZero();
        assertThat(replay.matches(recording)).isTrue();
    }

    @Test
    void aServerThatRecordsNothingSaysSo() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            MediaServerConfig config = TinyServer.config(tiny.port() + 500);
            MediaServerConfig off =
                    new MediaServerConfig(1, config.rtcPort(), config.announcedAddresses(), 0);
            try (MediaServer server = MediaServer.start(off)) {
                RouterHandle router = TinyServer.await(server.createRouter(event -> {}));
                assertThatThrownBy(() -> TinyServer.await(router.recording()))
                        .hasMessageContaining("nothing is recorded");
            }
        }
    }

    @Test
    void aSizeThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new MediaServerConfig(1, 44444, List.of(), -1))
                .hasMessageContaining("recordingBytesPerRouter: -1");
    }
}
