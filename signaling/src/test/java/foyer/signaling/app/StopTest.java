package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void tellsEverySocketAndClosesIt(String transport) throws Exception {
        TestServer server = new TestServer("*");
        TestClient inside = new TestClient(server.url(), transport);
        TestClient idle = new TestClient(server.url(), transport);
        inside.join("r", "ann");
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        for (TestClient client : new TestClient[] {inside, idle}) {
            assertThat(client.next("server-restarting").json().getLong("retryAfterMs"))
                    .isEqualTo(2_000);
            await().until(() -> !client.isConnected());
        }
        stopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void letsNobodyInWhileItStops() throws Exception {
        try (TestServer server = new TestServer("*");
                TestClient inside = new TestClient(server.url(), "websocket")) {
            inside.join("r", "ann");
            server.closeDoors();
            HttpResponse<String> ready = get(server, "/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("stopping");
            HttpResponse<String> handshake = get(server, "/socket.io/?EIO=4&transport=polling");
            assertThat(handshake.statusCode()).isEqualTo(503);
            assertThat(handshake.body()).contains("The server is restarting");
            assertThat(inside.join("other", "ann").getString("error")).isEqualTo("not-ready");
            assertThat(inside.request("get-producers", TestClient.json("roomId", "r")).has("error"))
                    .as("who is in goes on")
                    .isFalse();
        }
    }

    private static HttpResponse<String> get(TestServer server, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void isOverAtOnceWithoutSockets() throws Exception {
        TestServer server = new TestServer("*");
        long startNanos = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isLessThan(Duration.ofSeconds(5));
    }
}
