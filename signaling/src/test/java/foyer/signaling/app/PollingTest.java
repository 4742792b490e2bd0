package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that poll, and those that go from there to a WebSocket. */
class PollingTest {
    private static final String ROOM = "daily";

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer("*");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void losesNothingThatWaitsForAPoll() throws Exception {
        TestClient ann = new TestClient(server.url(), "websocket");
        ann.join(ROOM, "ann");
        try (RawPoller bob = new RawPoller(server.url())) {
            bob.post("421[\"join-room\",{\"roomId\":\"" + ROOM + "\"}]");
            assertThat(bob.get()).containsExactly("431[{\"status\":\"pending\"}]");
            String userId = ann.next("pending-join-request").json().getString("userId");
            ann.acknowledged("approve-join", json("roomId", ROOM, "userId", userId));
            assertThat(bob.get()).singleElement().asString().startsWith("42[\"join-approved\",{");
            for (int i = 0; i < 160; i++) {
                ann.acknowledged("send-chat-message", json("roomId", ROOM, "message", "m" + i));
                server.time.pass(200);
            }
            assertThat(bob.get())
                    .hasSize(160)
                    .allMatch(packet -> packet.startsWith("42[\"receive-chat-message\","));
            bob.post("41");
        }
    }

    @Test
    void endsThePollThatFollowsAProbe() throws Exception {
        try (RawPoller poller = new RawPoller(server.url());
                BareWebSocket socket = BareWebSocket.beside(server.url(), poller.sessionId())) {
            socket.send("2probe");
            assertThat(poller.get()).containsExactly("6");
            // The client has not read that its probe arrived, and asks again; then it reads it, and
            // waits for this poll before it says anything more.
            assertThat(poller.get()).containsExactly("6");
            socket.await("3probe");
            socket.send("5");
            socket.send("421[\"join-room\",{\"roomId\":\"" + ROOM + "\"}]");
            socket.await("431[{");
        }
    }

    @Test
    void leavesOnePacketForManyProbes() throws Exception {
        try (RawPoller poller = new RawPoller(server.url());
                BareWebSocket socket = BareWebSocket.beside(server.url(), poller.sessionId())) {
            for (int i = 0; i < 100; i++) {
                socket.send("2probe");
            }
            socket.await("3probe");
            assertThat(poller.get()).containsExactly("6");
            assertThat(poller.get()).containsExactly("6");
        }
    }

    @Test
    void disconnectsWhoAsksAndNeverPolls() throws Exception {
        try (RawPoller poller = new RawPoller(server.url())) {
            poller.post("40\u001e".repeat(10_000) + "3");
            assertThat(poller.statusOf(poller.sessionId())).isNotEqualTo(200);
        }
    }
}
