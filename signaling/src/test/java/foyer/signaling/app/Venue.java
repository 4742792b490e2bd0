package foyer.signaling.app;

import static foyer.signaling.app.TestClient.soon;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import foyer.signaling.media.FakeRouter;
import foyer.signaling.protocol.Json;
import foyer.signaling.session.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** A server for the tests of a class, a room for each. Nothing may be left or logged after one. */
final class Venue implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** What refills every bucket, and ends every grace time. */
    private static final long LONG_MILLIS = 600_000;

    final TestServer server;
    final VirtualTime time;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<TestClient> clients = new CopyOnWriteArrayList<>();

    /** It looks after its engine as long as it lives. */
    private final int alarmsOfTheServer;

    private int rooms;

    Venue(TestServer server) {
        this.server = server;
        time = server.time;
        alarmsOfTheServer = time.alarms();
    }

    /** With the caps of a small server: 5 rooms of 4, 3 waiting before each. */
    static Venue small() {
        try {
            return new Venue(new TestServer("*"));
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        rooms++;
        log.list.clear();
        log.start();
        root.addAppender(log);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.forEach(TestClient::close);
        clients.clear();
        nothingIsLeft();
        root.detachAppender(log);
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .as("log")
                .isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        http.close();
        server.close();
    }

    /** What this test makes the server say, once. */
    void expectLog(String message) {
        assertThat(log.list.removeIf(event -> event.getMessage().equals(message)))
                .as(message)
                .isTrue();
    }

    /** Waits until everybody who went is forgotten, and looks for what is not. */
    void nothingIsLeft() {
        soon().untilAsserted(() -> {
            time.pass(LONG_MILLIS);
            assertThat(figure("sockets")).as("sockets").isZero();
            assertThat(figure("participants")).as("participants").isZero();
            assertThat(figure("rooms")).as("rooms").isZero();
            assertThat(time.alarms()).as("alarms").isEqualTo(alarmsOfTheServer);
            assertThat(server.routers.all()).as("routers").allMatch(FakeRouter::isClosed);
        });
    }

    /** A figure of the metrics, such as {@code rooms}. */
    int figure(String name) {
        String start = "foyer_" + name + " ";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/metrics")).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                .join()
                .body()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(start.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start));
    }

    /** What a page sends when it is closed. */
    void goodbye(String userId) {
        goodbye(userId, "token-of-" + userId);
    }

    void goodbye(String userId, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + "/leave"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        in("participantId", userId, "sessionToken", token)
                                                .toString()))
                        .build();
        assertThat(http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join())
                .extracting(HttpResponse::statusCode)
                .isEqualTo(204);
    }

    String url() {
        return server.url();
    }

    /** The room of this test. */
    String room() {
        return "room-" + rooms;
    }

    /** A payload about the room. */
    JSONObject in(Object... fields) {
        List<Object> all = new ArrayList<>(List.of("roomId", room()));
        all.addAll(List.of(fields));
        return TestClient.json(all.toArray());
    }

    TestClient connect() {
        return connect("websocket");
    }

    TestClient connect(String transport) {
        TestClient client = new TestClient(server.url(), transport);
        clients.add(client);
        assertThat(client.isConnected()).isTrue();
        return client;
    }

    JSONObject ask(TestClient client, String event, Object... fields) {
        return client.request(event, in(fields));
    }

    /** The error word of the answer, empty when it is none. */
    String error(TestClient client, String event, Object... fields) {
        return ask(client, event, fields).optString("error");
    }

    void ok(TestClient client, String event, Object... fields) {
        assertJson(ask(client, event, fields), "{\"ok\":true}");
    }

    /** Joins with something more than an identity. */
    JSONObject join(TestClient client, String userId, Object... fields) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "name",
                                "name of " + userId,
                                "participantId",
                                userId,
                                "sessionToken",
                                "token-of-" + userId));
        all.addAll(List.of(fields));
        return ask(client, "join-room", all.toArray());
    }

    /** The first in the room. */
    TestClient opens(String userId) {
        TestClient client = connect();
        assertThat(join(client, userId).has("hostKey")).isTrue();
        return client;
    }

    TestClient enters(String userId, TestClient host) {
        TestClient client = connect();
        client.enter(room(), userId, host);
        return client;
    }

    TestClient knocks(String userId) {
        TestClient client = connect();
        knocks(client, userId);
        return client;
    }

    void knocks(TestClient client, String userId) {
        assertJson(join(client, userId), "{\"status\":\"pending\"}");
    }

    /** The socket is lost, and the server knows. */
    void vanish(TestClient client) {
        int before = figure("sockets");
        client.vanish();
        soon().until(() -> figure("sockets") == before - 1);
    }

    /** What the client was told of this kind until now. */
    List<String> told(TestClient client, String event) {
        return client.drain(room()).stream()
                .filter(received -> received.event().equals(event))
                .map(received -> received.arguments().toString())
                .toList();
    }

    /** Ids of the participants that this one sees. */
    List<String> seenBy(TestClient client) {
        try {
            var participants = ask(client, "get-producers").getJSONArray("participants");
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < participants.length(); i++) {
                ids.add(participants.getJSONObject(i).getString("userId"));
            }
            return ids;
        } catch (JSONException notThere) {
            throw new AssertionError(notThere);
        }
    }

    String pending(TestClient host) {
        return ask(host, "get-pending").optString("pending");
    }

    String invite(TestClient host) {
        return ask(host, "create-invite").optString("token");
    }

    static void assertJson(@Nullable Object actual, String expected) {
        assertThat(Json.parse(String.valueOf(actual))).isEqualTo(Json.parse(expected));
    }
}
