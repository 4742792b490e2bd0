package foyer.signaling.doctor;

import foyer.sfu.api.TransportOptions;
import foyer.signaling.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Of a server that runs as another process: the event {@code probe-network}, asked as the client
 * asks it, over Socket.IO's polling. It is of one loop, whichever the server takes.
 */
final class ServerDoors implements Doors {
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";
    private static final String CONNECT = "40";
    private static final String ASK = "420[\"probe-network\",{}]";
    private static final String ANSWER = "430";
    private static final String RECORD_SEPARATOR = "\u001e";
    private static final int MAX_POLLS = 5;
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int OK = 200;

    private final String url;
    private final int patienceMillis;
    private @Nullable String session;

    ServerDoors(int port, int patienceMillis) {
        url = "http://127.0.0.1:" + port + PATH;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public List<TransportOptions> open() throws IOException {
        String handshake = call(url, null);
        JsonNode opened = handshake.startsWith("0") ? Json.parse(handshake.substring(1)) : null;
        String id = opened == null ? "" : opened.path("sid").asString("");
        if (id.isEmpty()) {
            throw new IOException("it answers no Socket.IO");
        }
        session = id;
        call(url(id), CONNECT);
        call(url(id), ASK);
        for (int i = 0; i < MAX_POLLS; i++) {
            for (String packet : call(url(id), null).split(RECORD_SEPARATOR, -1)) {
                if (packet.startsWith(ANSWER)) {
                    return List.of(options(packet.substring(ANSWER.length())));
                }
            }
        }
        throw new IOException("it does not answer probe-network");
    }

    private String url(String id) {
        return url + "&sid=" + id;
    }

    private static TransportOptions options(String acknowledged) throws IOException {
        JsonNode answer = Json.parse(acknowledged);
        JsonNode first = answer == null ? null : answer.path(0);
        TransportOptions options =
                first == null
                        ? null
                        : Json.read(first.path("transportOptions"), TransportOptions.class);
        if (options == null) {
            throw new IOException(
                    "it refuses: " + (first == null ? "" : first.path("error").asString("")));
        }
        return options;
    }

    /** The answer's text; a POST where there is something to say. */
    private String call(String target, @Nullable String body) throws IOException {
        // What proxies the environment names are for others.
        HttpURLConnection call =
                (HttpURLConnection) URI.create(target).toURL().openConnection(Proxy.NO_PROXY);
        call.setConnectTimeout(patienceMillis);
        call.setReadTimeout(patienceMillis);
        if (body != null) {
            call.setDoOutput(true);
            call.setRequestProperty("Content-Type", "text/plain;charset=UTF-8");
            try (OutputStream out = call.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (call.getResponseCode() != OK) {
            throw new IOException("it answers " + call.getResponseCode());
        }
        try (InputStream in = call.getInputStream()) {
            return new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** The socket goes, and the probe with it. */
    @Override
    public void close() {
        String id = session;
        if (id == null) {
            return;
        }
        session = null;
        try {
            call(url(id), "1");
        } catch (IOException gone) {
            // It ends by itself after twenty seconds.
        }
    }
}
