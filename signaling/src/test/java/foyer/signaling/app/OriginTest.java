package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages may connect, seen without a client library. */
class OriginTest {
    private static final String OWN = "https://meet.example.org";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer strict;
    private static TestServer open;

    @BeforeAll
    static void start() throws IOException {
        strict = new TestServer(OWN);
        open = new TestServer("*");
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        strict.close();
        open.close();
    }

    private static HttpResponse<String> get(TestServer server, String origin, String method)
            throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create(server.url() + "/socket.io/?EIO=4&transport=polling"))
                        .header("Origin", origin)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int webSocket(TestServer server, String origin) {
        try {
            HTTP.newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(
                            URI.create(
                                    server.url().replace("http", "ws")
                                            + "/socket.io/?EIO=4&transport=websocket"),
                            new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://meet.example.org, true",
        "HTTPS://Meet.Example.org, true",
        "http://localhost:5173, true",
        "https://localhost, true",
        "http://127.0.0.1:65535, true",
        "https://evil.example, false",
        "http://meet.example.org, false",
        "https://meet.example.org:8443, false",
        "https://meet.example.org.evil.example, false",
        "https://evil.example/https://meet.example.org, false",
        "http://localhost.evil.example, false",
        "http://localhost:80@evil.example, false",
        "http://127.0.0.1.evil.example, false",
        "ftp://localhost, false",
        "null, false"
    })
    void connectsOnlyPagesOfItsOrigin(String origin, boolean allowed) throws Exception {
        assertThat(webSocket(strict, origin)).isEqualTo(allowed ? 101 : 403);
        assertThat(get(strict, origin, "GET").statusCode()).isEqualTo(allowed ? 200 : 403);
        assertThat(get(strict, origin, "OPTIONS").statusCode()).isEqualTo(allowed ? 204 : 403);
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example", "null", "http://localhost"})
    void connectsEveryPageWhenNoOriginIsNamed(String origin) throws Exception {
        assertThat(webSocket(open, origin)).isEqualTo(101);
        assertThat(get(open, origin, "GET").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsABrowserWhichPageMayRead() throws Exception {
        for (Map.Entry<TestServer, String> each :
                Map.of(strict, OWN, open, "https://any.example").entrySet()) {
            for (String method : new String[] {"GET", "OPTIONS"}) {
                assertThat(
                                get(each.getKey(), each.getValue(), method)
                                        .headers()
                                        .firstValue("Access-Control-Allow-Origin"))
                        .as(method)
                        .hasValueSatisfying(value -> assertThat(value).isIn(each.getValue(), "*"));
            }
        }
        assertThat(get(strict, "https://evil.example", "GET").headers().map())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void saysItsHeartbeat() throws Exception {
        assertThat(get(open, OWN, "GET").body())
                .contains("\"pingInterval\":10000")
                .contains("\"pingTimeout\":20000");
    }
}
