package foyer.signaling.app;

import static foyer.signaling.app.TestClient.parse;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.session.AddressLimits;
import foyer.signaling.session.AddressLimits.Rate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of an address over real sockets. */
class AddressTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    private static AddressLimits limits(int sockets, Rate connections) {
        return new AddressLimits(sockets, connections, new Rate(100, 10), new Rate(2, 0.1));
    }

    private static HttpResponse<String> handshake(TestServer server, String forwardedFor)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create(server.url() + "/socket.io/?EIO=4&transport=polling"))
                        .header("X-Forwarded-For", forwardedFor)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static TestClient client(TestServer server, String forwardedFor) {
        return new TestClient(
                server.url(), Map.of("X-Forwarded-For", List.of(forwardedFor)), "websocket");
    }

    @Test
    void refusesSocketsBeyondTheLimitClearly() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.limited(limits(2, new Rate(100, 10))));
        TestClient first = client(server, "203.0.113.1");
        TestClient second = client(server, "203.0.113.1");
        assertThat(first.isConnected()).isTrue();
        assertThat(second.isConnected()).isTrue();
        assertThat(client(server, "203.0.113.1").isConnected()).isFalse();
        HttpResponse<String> refused = handshake(server, "203.0.113.1");
        assertThat(refused.statusCode()).isEqualTo(429);
        JSONObject body = parse(refused.body());
        assertThat(body.getInt("code")).isEqualTo(4);
        assertThat(body.getString("message")).isEqualTo("Too many connections");
        assertThat(client(server, "203.0.113.2").isConnected()).isTrue();
        assertThat(
                        HTTP.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(server.url() + "/metrics"))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body())
                .contains("foyer_connections_refused_total{reason=\"too_many\"} 2.0");
    }

    @Test
    void countsSocketsThatOnlyShookHands() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.limited(limits(2, new Rate(100, 10))));
        assertThat(handshake(server, "203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(handshake(server, "203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(handshake(server, "203.0.113.1").statusCode()).isEqualTo(429);
    }

    @Test
    void refusesSocketsOpenedTooFast() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.limited(limits(100, new Rate(3, 1))));
        for (int i = 0; i < 3; i++) {
            assertThat(handshake(server, "203.0.113.1").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = handshake(server, "203.0.113.1");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"message\":\"Too many new connections\"");
        assertThat(handshake(server, "203.0.113.2").statusCode()).isEqualTo(200);
        server.time.pass(1_000);
        assertThat(handshake(server, "203.0.113.1").statusCode()).isEqualTo(200);
    }

    @Test
    void limitsASubscriberInIpv6HoweverManyAddressesItTakes() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.limited(limits(100, new Rate(3, 1))));
        for (int i = 0; i < 3; i++) {
            assertThat(handshake(server, "2001:db8:0:1::" + i).statusCode()).isEqualTo(200);
        }
        assertThat(handshake(server, "2001:db8:0:1:ffff::9").statusCode()).isEqualTo(429);
        assertThat(handshake(server, "2001:db8:0:2::1").statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotBelieveAPeerThatIsNoTrustedProxy() throws Exception {
        TestServer server =
                start(
                        TestServer.Wishes.NONE
                                .believing(List.of())
                                .limited(limits(100, new Rate(3, 1))));
        for (int i = 0; i < 3; i++) {
            assertThat(handshake(server, "203.0.113." + i).statusCode()).isEqualTo(200);
        }
        assertThat(handshake(server, "203.0.113.99").statusCode()).isEqualTo(429);
    }

    @Test
    void knowsTheAddressOfASocketForItsJoins() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.limited(limits(100, new Rate(100, 10))));
        client(server, "203.0.113.50").join("r", "ann");
        for (int i = 0; i < 2; i++) {
            assertThat(guess(server, "198.51.100.1").getString("status")).isEqualTo("pending");
        }
        assertThat(guess(server, "198.51.100.1").getString("error")).isEqualTo("rate-limited");
        assertThat(guess(server, "198.51.100.2").getString("status")).isEqualTo("pending");
    }

    private static JSONObject guess(TestServer server, String address) {
        try (TestClient client = client(server, address)) {
            return client.request("join-room", TestClient.json("roomId", "r", "invite", "guess"));
        }
    }
}
