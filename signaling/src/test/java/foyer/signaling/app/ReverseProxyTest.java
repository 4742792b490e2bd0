package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server behind Caddy with the project's own file; skipped where there is no Caddy. */
class ReverseProxyTest {
    private static final Path CADDYFILE = Path.of("..", "deploy", "Caddyfile");

    private static @Nullable TestServer server;
    private static @Nullable Process caddy;
    private static String url = "";

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(isInstalled(), "there is no caddy on the PATH");
        TestServer started = new TestServer("*");
        started.file("index.html", "<p>Foyer</p>");
        server = started;
        url = "http://127.0.0.1:" + freePort();
        Path home = Files.createTempDirectory("foyer-caddy");
        ProcessBuilder command =
                new ProcessBuilder(
                        "caddy", "run", "--config", CADDYFILE.toString(), "--adapter", "caddyfile");
        command.environment().put("FOYER_SITE", url);
        command.environment().put("FOYER_UPSTREAM", "127.0.0.1:" + started.port());
        command.environment().put("FOYER_CADDY_ADMIN", "off");
        command.environment().put("XDG_DATA_HOME", home.toString());
        command.environment().put("XDG_CONFIG_HOME", home.toString());
        command.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
        Process process = command.start();
        caddy = process;
        await().ignoreExceptions().until(() -> status("/healthz") == 200);
        assertThat(process.isAlive()).isTrue();
    }

    @AfterAll
    static void stop() {
        if (caddy != null) {
            caddy.destroy();
        }
        if (server != null) {
            server.close();
        }
    }

    private static boolean isInstalled() {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(":", -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "caddy")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int status(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int post(String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + path))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void carriesSocketsAndGoodbyes(String transports) throws Exception {
        String room = "r-" + transports.replace(',', '-');
        try (TestClient ann = new TestClient(url, transports.split(",", -1));
                TestClient bob = new TestClient(url, transports.split(",", -1))) {
            assertThat(ann.join(room, "ann").getBoolean("isHost")).isTrue();
            bob.enter(room, "bob", ann);
            int answer =
                    post(
                            "/leave",
                            json(
                                            "roomId",
                                            room,
                                            "participantId",
                                            "bob",
                                            "sessionToken",
                                            "token-of-bob")
                                    .toString());
            assertThat(answer).isEqualTo(204);
            assertThat(ann.next("user-left").json().getString("userId")).isEqualTo("bob");
        }
    }

    @Test
    void servesPages() throws Exception {
        assertThat(status("/")).isEqualTo(200);
        assertThat(status("/any-room")).isEqualTo(200);
    }

    @Test
    void keepsTheOperatorsPagesInside() throws Exception {
        assertThat(status("/metrics")).isEqualTo(404);
        assertThat(status("/readyz")).isEqualTo(404);
    }
}
