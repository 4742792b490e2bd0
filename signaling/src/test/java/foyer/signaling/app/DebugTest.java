package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.router.RouterStats;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look into rooms. */
class DebugTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String TOKEN = "an-operators-token-0123456789";
    private static final String ROOM = "/debug/rooms/r";

    private @Nullable TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private TestServer start(TestServer.Wishes wishes) throws IOException {
        TestServer started = new TestServer("*", wishes);
        server = started;
        return started;
    }

    private TestServer start() throws IOException {
        return start(TestServer.Wishes.NONE.debugged(TOKEN));
    }

    private static HttpRequest request(TestServer server, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static HttpResponse<String> get(TestServer server, String path, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(server, path, headers), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(TestServer server, String token)
            throws IOException, InterruptedException {
        return get(server, ROOM, "Authorization", "Bearer " + token);
    }

    @Test
    void isLikeAnyUnknownPathUnlessItIsWanted() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE);
        try (TestClient ann = new TestClient(server.url(), "websocket")) {
            ann.join("r", "ann");
            HttpResponse<String> off = ask(server, TOKEN);
            HttpResponse<String> unknown = get(server, "/some/thing/else");
            assertThat(off.statusCode()).isEqualTo(404).isEqualTo(unknown.statusCode());
            assertThat(off.body()).isEqualTo(unknown.body());
            assertThat(off.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
        }
    }

    @Test
    void showsARoomToWhoHasTheToken() throws Exception {
        TestServer server = start();
        try (TestClient ann = new TestClient(server.url(), "websocket");
                TestClient bob = new TestClient(server.url(), "websocket")) {
            ann.join("r", "ann");
            bob.join("r", "bob");
            HttpResponse<String> shown = ask(server, TOKEN);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(shown.headers().firstValue("Cache-Control")).hasValue("no-store");
            Venue.assertJson(
                    shown.body(),
                    "{\"roomId\":\"r\",\"at\":\""
                            + Instant.ofEpochMilli(server.time.wallMillis())
                            + "\",\"participants\":[{\"id\":\"ann\",\"role\":\"host\",\"connected\":true,\"transports\":[],\"producers\":[],\"consumers\":[]}],\"waitingGuests\":1,\"drops\":{},\"pipes\":[]}");
            assertThat(get(server, ROOM, "Authorization", "bearer  " + TOKEN).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatThereIsNoSuchRoom() throws Exception {
        HttpResponse<String> missing = ask(start(), TOKEN);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(missing.body()).isEqualTo("{\"error\":\"not-found\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic an-operators-token-0123456789",
                "Bearer",
                "Bearer ",
                "Bearer an-operators-token-0123456788",
                "Bearer an-operators-token-012345678",
                "Bearer an-operators-token-0123456789, Bearer x",
                "an-operators-token-0123456789"
            })
    void refusesWhoHasNoneOrAWrongOne(String authorization) throws Exception {
        TestServer server = start();
        try (TestClient ann = new TestClient(server.url(), "websocket")) {
            ann.join("r", "ann");
            HttpResponse<String> refused = get(server, ROOM, "Authorization", authorization);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(refused.body()).isEqualTo("{\"error\":\"unauthorized\"}");
            assertThat(get(server, ROOM).statusCode()).isEqualTo(401);
            assertThat(get(server, ROOM + "?token=" + TOKEN).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void lookingForTheTokenTakesForever() throws Exception {
        TestServer server = start();
        for (int i = 0; i < 20; i++) {
            assertThat(ask(server, "wrong-" + i).statusCode()).isEqualTo(401);
        }
        assertThat(ask(server, TOKEN).statusCode()).isEqualTo(429);
        assertThat(get(server, "/metrics").body()).contains("foyer_wrong_secrets_total 20.0");
        server.time.pass(10_000);
        // The right one costs nothing.
        for (int i = 0; i < 5; i++) {
            assertThat(ask(server, TOKEN).statusCode()).isEqualTo(404);
        }
        assertThat(ask(server, "wrong").statusCode()).isEqualTo(401);
        assertThat(ask(server, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void doesNotWaitForMediaThatDoesNotAnswerAndHoldsNobodyUp() throws Exception {
        TestServer server = start();
        try (TestClient ann = new TestClient(server.url(), "websocket")) {
            ann.join("r", "ann");
            CompletableFuture<RouterStats> late = new CompletableFuture<>();
            server.routers.latest().measured(() -> late);
            int alarms = server.time.alarms();
            CompletableFuture<HttpResponse<String>> asked =
                    HTTP.sendAsync(
                            request(server, ROOM, "Authorization", "Bearer " + TOKEN),
                            HttpResponse.BodyHandlers.ofString());
            TestClient.soon().until(() -> server.time.alarms() > alarms);
            assertThat(ann.request("get-producers", TestClient.json("roomId", "r")).has("error"))
                    .isFalse();
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            server.time.pass(2_100);
            HttpResponse<String> answer = asked.get(10, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).isEqualTo("{\"error\":\"no-answer\"}");
        }
    }
}
