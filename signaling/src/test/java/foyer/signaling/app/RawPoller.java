package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

/** A long-polling client that sends what it is told to, however wrong. */
final class RawPoller implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    /** What this connection is called; not what it is reached by. */
    private final String socketId;

    RawPoller(String server) throws IOException, InterruptedException {
        String handshake = server + "/socket.io/?EIO=4&transport=polling";
        String open = body(HttpRequest.newBuilder(URI.create(handshake)).build());
        assertThat(open).startsWith("0{");
        url = handshake + "&sid=" + open.replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1");
        post("40");
        String connected = get().getFirst();
        assertThat(connected).startsWith("40{");
        socketId = connected.replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1");
    }

    String socketId() {
        return socketId;
    }

    /** How a request is answered that says it is of this session. */
    int statusOf(String session) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url.replaceAll("&sid=.*", "&sid=" + session)))
                        .POST(HttpRequest.BodyPublishers.ofString("3"))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    String sessionId() {
        return url.replaceAll(".*&sid=", "");
    }

    void post(String packets) throws IOException, InterruptedException {
        body(
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(packets))
                        .build());
    }

    /** The packets of one poll. */
    List<String> get() throws IOException, InterruptedException {
        return Arrays.asList(
                body(HttpRequest.newBuilder(URI.create(url)).build()).split("\u001e", -1));
    }

    private String body(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
