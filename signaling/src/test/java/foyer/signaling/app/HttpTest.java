package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer("*");
        server.file("index.html", "<title>Foyer</title>");
        server.file("assets/app-0123abcd.js", "1;".repeat(500_000));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void servesThePageForRoomsWithWhatBrowsersMustForbid() throws Exception {
        HttpResponse<String> page = send("GET", "/some-room?x=1");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<title>Foyer</title>");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'self'", "connect-src 'self' ws: wss:", "object-src 'none'")
                .doesNotContain("script-src 'self' 'unsafe");
        assertThat(header(page, "Permissions-Policy"))
                .contains("camera=(self)", "microphone=(self)", "display-capture=(self)");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void servesWholeAssetsOnceAndSaysSo() throws Exception {
        HttpResponse<String> asset = send("GET", "/assets/app-0123abcd.js");
        assertThat(asset.body()).hasSize(1_000_000);
        assertThat(header(asset, "Cache-Control")).contains("immutable");
        HttpResponse<String> again =
                send("GET", "/assets/app-0123abcd.js", "If-None-Match", header(asset, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<String> head = send("HEAD", "/assets/app-0123abcd.js");
        assertThat(header(head, "Content-Length")).isEqualTo("1000000");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2f..%2fetc%2fpasswd",
                "/assets/..%2f..%2fsecret",
                "/%00",
                "/%5c..%5csecret",
                "/a/b"
            })
    void servesNothingFromOutside(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void takesNoOtherMethods() throws Exception {
        assertThat(send("POST", "/").statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/healthz").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/leave").statusCode()).isEqualTo(200);
    }
}
