package foyer.signaling.app;

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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that people run, and what signals do to it. */
class ProcessTest {
    /** What a JVM ends with that was told to by SIGTERM. */
    private static final int TERMINATED = 143;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory = Path.of("");
    private @Nullable Process process;
    private int port;

    private Process start(String drainSeconds) throws IOException {
        port = freePort();
        ProcessBuilder command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        command.environment().keySet().removeIf(key -> key.startsWith("FOYER_"));
        command.environment().put("FOYER_PORT", String.valueOf(port));
        command.environment().put("FOYER_LISTEN_ADDRESS", "127.0.0.1");
        command.environment().put("FOYER_RTC_LISTEN_ADDRESS", "127.0.0.1");
        command.environment().put("FOYER_RTC_PORT", String.valueOf(freePort()));
        command.environment().put("FOYER_LOOPS", "1");
        command.environment().put("FOYER_TURN", "off");
        command.environment().put("FOYER_DRAIN_SECONDS", drainSeconds);
        command.directory(directory.toFile());
        command.redirectErrorStream(true).redirectOutput(log().toFile());
        Process started = command.start();
        process = started;
        await().atMost(PATIENCE).until(() -> said("Foyer is ready") || !started.isAlive());
        assertThat(started.isAlive()).as(Files.readString(log())).isTrue();
        return started;
    }

    private Path log() {
        return directory.resolve("log");
    }

    private boolean said(String words) throws IOException {
        return Files.readString(log()).contains(words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private TestClient client() {
        return new TestClient("http://127.0.0.1:" + port, "websocket");
    }

    private int status(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void hasEnded(Process ended) throws InterruptedException {
        assertThat(ended.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.exitValue()).isEqualTo(TERMINATED);
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void keepsItsSecretsFromStartToStart() throws Exception {
        Process first = start("0");
        String secret = Files.readString(directory.resolve("data/turn.secret"));
        first.destroy();
        hasEnded(first);
        start("0");
        assertThat(directory.resolve("data/turn.secret")).hasContent(secret.strip());
    }

    @Test
    void knowsTheHostsOfItsMeetingsAfterARestart() throws Exception {
        Process first = start("0");
        String hostKey;
        try (TestClient host = client()) {
            hostKey = host.join("r", "ann").getString("hostKey");
        }
        first.destroy();
        hasEnded(first);
        start("0");
        try (TestClient guest = client();
                TestClient host = client()) {
            guest.join("r", "bob");
            JSONObject back =
                    host.request(
                            "join-room",
                            TestClient.json("roomId", "r", "name", "Ann", "hostKey", hostKey));
            assertThat(back.getBoolean("isHost")).isTrue();
        }
    }

    @Test
    void goesOnWithItsMeetingsUntilTheyEnd() throws Exception {
        Process server = start("600");
        try (TestClient inside = client();
                TestClient late = client()) {
            inside.join("r", "ann");
            server.destroy();
            assertThat(inside.next("server-draining").json().getLong("remainingMs"))
                    .isBetween(590_000L, 600_000L);
            assertThat(status("/readyz")).isEqualTo(503);
            assertThat(late.join("other", "bob").getString("error")).isEqualTo("not-ready");
            assertThat(late.join("r", "bob").getString("status")).isEqualTo("pending");
            assertThat(server.isAlive()).isTrue();
            inside.acknowledged("leave-room", TestClient.json("roomId", "r"));
            assertThat(late.next("server-restarting").json().getLong("retryAfterMs")).isPositive();
            hasEnded(server);
        }
    }

    @Test
    void waitsNoLongerAfterASecondSignal() throws Exception {
        Process server = start("600");
        try (TestClient inside = client()) {
            inside.join("r", "ann");
            server.destroy();
            inside.next("server-draining");
            // It listens for a second one a moment after it said so.
            await().atMost(PATIENCE)
                    .until(() -> {
                        server.destroy();
                        return !inside.isConnected();
                    });
            inside.next("server-restarting");
            hasEnded(server);
        }
    }
}
