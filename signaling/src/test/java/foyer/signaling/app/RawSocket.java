package foyer.signaling.app;

import foyer.signaling.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client on a bare WebSocket: has no thread of its own, and sends whatever it is told to. */
final class RawSocket implements WebSocket.Listener, AutoCloseable {
    private static final int ANSWER_SECONDS = 10;

    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> told = new ConcurrentHashMap<>();
    private final AtomicInteger acks = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    /** Connects, and is welcome. */
    RawSocket(HttpClient http, String server) {
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(
                                        server.replace("http", "ws")
                                                + "/socket.io/?EIO=4&transport=websocket"),
                                this)
                        .join();
        send("40");
        welcomed.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    /** One frame of text, after those before it. */
    synchronized void send(String frame) {
        sent = sent.thenCompose(before -> socket.sendText(frame, true));
    }

    /** The arguments of the ack. */
    JsonNode ask(String event, String payload) {
        int id = acks.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        send("42" + id + "[\"" + event + "\"," + payload + "]");
        return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What came by that name. */
    List<JsonNode> told(String event) {
        return List.copyOf(told.getOrDefault(event, List.of()));
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Says goodbye. */
    @Override
    public void close() {
        send("41");
    }

    /** Goes without a word. */
    void vanish() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            received(text);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void received(String text) {
        if (text.startsWith("40")) {
            welcomed.complete(null);
        } else if (text.startsWith("42")) {
            JsonNode event = parsed(text.substring(2));
            told.computeIfAbsent(event.get(0).stringValue(), name -> new CopyOnWriteArrayList<>())
                    .add(event);
        } else if (text.startsWith("43")) {
            int start = text.indexOf('[');
            CompletableFuture<JsonNode> answer =
                    asked.remove(Integer.parseInt(text.substring(2, start)));
            if (answer == null) {
                throw new AssertionError("answered twice: " + text);
            }
            answer.complete(parsed(text.substring(start)));
        }
    }

    private static JsonNode parsed(String text) {
        return Objects.requireNonNull(Json.parse(text), text);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(null);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, @Nullable Throwable error) {
        closed.complete(null);
    }
}
