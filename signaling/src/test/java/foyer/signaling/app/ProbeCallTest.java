package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static foyer.signaling.app.TestClient.soon;
import static org.assertj.core.api.Assertions.assertThat;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The way to the media ports, tried over real sockets before any join. */
class ProbeCallTest {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long SILENCE_MILLIS = 100;

    private static JSONObject probe(TestClient client) throws Exception {
        return client.request("probe-network", new JSONObject()).getJSONObject("transportOptions");
    }

    @Test
    void answersChecksUntilItsTimeIsOver() throws Exception {
        try (LiveServer server = LiveServer.start();
                TestClient ann = new TestClient(server.url(), "websocket");
                RtcPeer peer = new RtcPeer(probe(ann))) {
            assertThat(peer.check(PATIENCE_MILLIS)).isTrue();
            server.time.pass(19_999);
            assertThat(peer.check(PATIENCE_MILLIS)).isTrue();
            server.time.pass(1);
            soon().until(() -> !peer.check(SILENCE_MILLIS));
        }
    }

    @Test
    void endsWithItsSocket() throws Exception {
        try (LiveServer server = LiveServer.start();
                TestClient ann = new TestClient(server.url(), "websocket");
                RtcPeer peer = new RtcPeer(probe(ann))) {
            assertThat(peer.check(PATIENCE_MILLIS)).isTrue();
            ann.vanish();
            soon().until(() -> !peer.check(SILENCE_MILLIS));
        }
    }

    @Test
    void answersNobodyWithoutTheRightPassword() throws Exception {
        try (LiveServer server = LiveServer.start();
                TestClient ann = new TestClient(server.url(), "websocket")) {
            JSONObject options = probe(ann);
            JSONObject wrong = TestClient.parse(options.toString());
            wrong.getJSONObject("iceParameters").put("password", "x".repeat(24));
            try (RtcPeer stranger = new RtcPeer(wrong);
                    RtcPeer peer = new RtcPeer(options)) {
                assertThat(stranger.check(SILENCE_MILLIS)).isFalse();
                assertThat(peer.check(PATIENCE_MILLIS)).isTrue();
            }
        }
    }

    @Test
    void hasTheCandidatesOfACall() throws Exception {
        try (LiveServer server = LiveServer.start();
                TestClient ann = new TestClient(server.url(), "websocket")) {
            JSONObject probed = probe(ann);
            JSONObject joined = ann.join("r", "ann").getJSONObject("transportOptions");
            assertThat(probed.getJSONArray("iceCandidates").toString())
                    .isEqualTo(joined.getJSONArray("iceCandidates").toString());
            assertThat(ann.acknowledged("leave-room", json("roomId", "r"))).isEmpty();
        }
    }
}
