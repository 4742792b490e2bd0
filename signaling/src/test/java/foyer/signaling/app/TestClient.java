package foyer.signaling.app;

import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.awaitility.core.ConditionFactory;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A client on the reference implementation of the protocol. */
final class TestClient implements AutoCloseable {
    /** What came. */
    record Received(String event, List<Object> arguments) {
        JSONObject json() {
            return (JSONObject) arguments.getFirst();
        }

        @Override
        public String toString() {
            return event + arguments;
        }
    }

    private final Socket socket;
    private volatile @Nullable Transport transport;
    private final Deque<Received> received = new ArrayDeque<>();

    /**
     * Connects.
     *
     * @param transports {@code websocket}, {@code polling} or both, which upgrades
     */
    TestClient(String url, String... transports) {
        this(url, Map.of(), transports);
    }

    TestClient(String url, Map<String, List<String>> headers, String... transports) {
        IO.Options options = new IO.Options();
        options.transports = transports;
        options.forceNew = true;
        options.reconnection = false;
        options.extraHeaders = headers;
        // The default is one for all clients, with five requests at a time.
        OkHttpClient http = new OkHttpClient.Builder().readTimeout(1, TimeUnit.MINUTES).build();
        options.callFactory = http;
        options.webSocketFactory = http;
        socket = IO.socket(URI.create(url), options);
        socket.onAnyIncoming(arguments -> {
            synchronized (received) {
                received.add(
                        new Received(
                                (String) arguments[0],
                                Arrays.asList(arguments).subList(1, arguments.length)));
            }
        });
        CompletableFuture<String> failed = new CompletableFuture<>();
        socket.on(Socket.EVENT_CONNECT_ERROR, error -> failed.complete(Arrays.toString(error)));
        socket.io().on(Manager.EVENT_TRANSPORT, arguments -> transport = (Transport) arguments[0]);
        socket.connect();
        soon().until(() -> socket.connected() || failed.isDone());
    }

    /** What a loopback takes is over long before Awaitility looks for the first time. */
    static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    boolean isConnected() {
        return socket.connected();
    }

    String id() {
        return socket.id();
    }

    /** The arguments of the ack, when it comes. */
    CompletableFuture<Object[]> asked(String event, Object... arguments) {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = (Ack) answer::complete;
        socket.emit(event, all);
        return answer.orTimeout(5, TimeUnit.SECONDS);
    }

    /** The arguments of the ack. */
    Object[] acknowledged(String event, Object... arguments) {
        return asked(event, arguments).join();
    }

    JSONObject request(String event, Object... arguments) {
        return (JSONObject) acknowledged(event, arguments)[0];
    }

    void emit(String event, Object... arguments) {
        socket.emit(event, arguments);
    }

    JSONObject join(String roomId, String userId) {
        return request(
                "join-room",
                json(
                        "roomId",
                        roomId,
                        "name",
                        "name of " + userId,
                        "participantId",
                        userId,
                        "sessionToken",
                        "token-of-" + userId));
    }

    /** Knocks and is let in by the host: what a join ack holds. */
    JSONObject enter(String roomId, String userId, TestClient host) {
        String status = join(roomId, userId).optString("status");
        if (!status.equals("pending")) {
            throw new AssertionError("status: " + status);
        }
        host.next("pending-join-request");
        JSONObject answer = host.request("approve-join", json("roomId", roomId, "userId", userId));
        if (!answer.optBoolean("ok")) {
            throw new AssertionError(answer.toString());
        }
        return next("join-approved").json();
    }

    /** The next event of that name; those before it are passed over. */
    Received next(String event) {
        return soon().until(() -> poll(event), found -> found != null);
    }

    private @Nullable Received poll(String event) {
        synchronized (received) {
            while (true) {
                Received first = received.poll();
                if (first == null || first.event().equals(event)) {
                    return first;
                }
            }
        }
    }

    /** What came since, once the answer to a request shows that all before it is here. */
    List<Received> drain(String roomId) {
        request("get-producers", json("roomId", roomId));
        synchronized (received) {
            List<Received> all = List.copyOf(received);
            received.clear();
            return all;
        }
    }

    /** Goes without a goodbye. */
    void vanish() {
        Transport open = transport;
        if (open != null) {
            open.close();
        }
        soon().until(() -> !socket.connected());
    }

    @Override
    public void close() {
        socket.disconnect();
    }

    static JSONObject json(Object... keysAndValues) {
        try {
            JSONObject object = new JSONObject();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                object.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
            return object;
        } catch (org.json.JSONException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static JSONObject parse(String text) {
        try {
            return new JSONObject(text);
        } catch (org.json.JSONException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static JSONArray array(String text) {
        try {
            return new JSONArray(text);
        } catch (org.json.JSONException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
