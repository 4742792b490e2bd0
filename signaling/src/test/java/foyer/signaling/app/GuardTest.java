package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import foyer.signaling.protocol.ClientEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is wrong is answered or dropped, and is no news in the log. */
class GuardTest {
    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=polling";

    private static TestServer server;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer("*");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void nothingWasLogged() {
        root.detachAppender(log);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
        server.time.pass(60_000);
    }

    private static List<Object> nonsense() throws Exception {
        return List.of(
                new JSONObject(),
                "room",
                "",
                7,
                true,
                JSONObject.NULL,
                new JSONArray("[[[[1]]]]"),
                json("roomId", 7),
                json("roomId", new JSONObject()),
                json("roomId", "../etc"),
                json("roomId", "r", "transportId", 1, "producerId", false),
                json("roomId", "r", "name", new JSONObject(), "participantId", 8),
                json("roomId", "r", "transportId", "t", "dtlsParameters", "x"),
                json(
                        "roomId",
                        "r",
                        "transportId",
                        "t",
                        "dtlsParameters",
                        json("role", "boss", "fingerprints", json("a", 1))),
                json(
                        "roomId",
                        "r",
                        "transportId",
                        "t",
                        "kind",
                        "smell",
                        "rtpParameters",
                        json("codecs", new JSONArray("[null]"))),
                json("roomId", "r", "transportId", "t", "kind", "audio", "rtpParameters", 1),
                json(
                        "roomId",
                        "r",
                        "transportId",
                        "t",
                        "producerId",
                        "p",
                        "rtpCapabilities",
                        json("codecs", new JSONArray("[{\"kind\":\"audio\"},null,3]"))),
                json("roomId", "r", "muted", "yes", "handRaised", 1, "message", new JSONArray()),
                json("roomId", "r", "message", "x".repeat(2_001)),
                json("roomId", "r", "producerId", "p", "spatialLayer", -1, "temporalLayer", 1e300));
    }

    @ParameterizedTest
    @EnumSource(ClientEvent.class)
    void answersNonsenseOnEveryEvent(ClientEvent event) throws Exception {
        try (TestClient client = new TestClient(server.url(), "websocket")) {
            for (Object payload : nonsense()) {
                assertThat(client.acknowledged(event.wireName(), payload)).hasSizeLessThan(2);
                client.emit(event.wireName(), payload);
                client.emit(event.wireName());
                assertThat(client.request("no-such-event").getString("error")).isEqualTo("invalid");
                server.time.pass(20_000);
            }
        }
    }

    @Test
    void answersNonsenseOfAMemberToo() throws Exception {
        try (TestClient client = new TestClient(server.url(), "websocket")) {
            for (ClientEvent event : ClientEvent.values()) {
                server.time.pass(20_000);
                client.join("r", "ann");
                for (Object payload : nonsense()) {
                    assertThat(client.acknowledged(event.wireName(), payload)).hasSizeLessThan(2);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4",
                "42",
                "42[",
                "42[]",
                "42[7]",
                "42{}",
                "42[\"join-room\"",
                "42nothing",
                "4299999999999999999999[\"join-room\",{}]",
                "421[\"join-room\",{]",
                "43[]",
                "431[]",
                "44",
                "451-[\"join-room\",{\"_placeholder\":true,\"num\":0}]",
                "452-7[\"x\"]",
                "45",
                "46",
                "47",
                "40{",
                "40{\"token\":",
                "40/admin,",
                "40/admin,{}",
                "42/admin,[\"x\"]",
                "41/admin,",
                "0",
                "0{}",
                "2",
                "2x",
                "3",
                "3probe",
                "5",
                "6",
                "7",
                "9",
                "x",
                "\u0000",
                "b4AAAA",
                "99:4",
                "9999999999:x",
                "\u001e",
                "\u001e\u001e\u001e",
                "42\u001e42[\u001e4"
            })
    void livesThroughAnyPacket(String packet) throws Exception {
        try (RawPoller poller = new RawPoller(server.url())) {
            poller.post(packet);
            poller.post("4299[\"no-such-event\"]");
            await().until(() -> poller.get().contains("4399[{\"error\":\"invalid\"}]"));
        }
        Frames frames = new Frames();
        WebSocket socket = frames.connect(server.url());
        socket.sendText(packet, true).join();
        socket.sendText("4299[\"no-such-event\"]", true).join();
        frames.await("4399[{\"error\":\"invalid\"}]");
        socket.abort();
    }

    @Test
    void answersTheAckOfABinaryEventAndDropsItsAttachments() throws Exception {
        Frames frames = new Frames();
        WebSocket socket = frames.connect(server.url());
        socket.sendText(
                        "451-12[\"join-room\",{\"roomId\":{\"_placeholder\":true,\"num\":0}}]",
                        true)
                .join();
        socket.sendBinary(ByteBuffer.wrap(new byte[] {4, '2', '['}), true).join();
        frames.await("4312[{\"error\":\"invalid\"}]");
        socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
        frames.await("pong");
        socket.abort();
    }

    @Test
    void closesWhoSendsTooMuchInAFrame() throws Exception {
        try (BareWebSocket socket = BareWebSocket.connect(server.url())) {
            socket.sendLast("42[\"" + "x".repeat(300_000) + "\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/",
                "/socket.io",
                "/socket.io/x?EIO=4&transport=polling",
                "/socket.io/?EIO=4",
                "/socket.io/?EIO=4&transport=pigeon",
                "/socket.io/?EIO=3&transport=polling",
                "/socket.io/?transport=polling",
                "/socket.io/?EIO=4&transport=polling&sid=1",
                "/socket.io/?EIO=4&transport=polling&sid=%zz",
                "/socket.io/?EIO=4&transport=polling&sid=3f333df6-90a4-4fda-8dd3-9485d27cee36",
                "/socket.io/?EIO=4&transport=polling&j=1",
                "/socket.io/?EIO=4&transport=polling&b64=x",
                "/socket.io/?EIO=4&transport=polling&disconnect=1",
                "/socket.io/?EIO=4&transport=websocket"
            })
    void refusesHandshakesThatAreNone(String target) throws Exception {
        assertThat(statusOf("GET " + target + " HTTP/1.1|Host: x||")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /socket.io/?EIO=4&transport=polling HTTP/1.1|Content-Length: 2||40",
                "DELETE /socket.io/?EIO=4&transport=polling HTTP/1.1||",
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1|Upgrade: websocket|Connection: Upgrade||",
                "GET /%zz HTTP/1.1||",
                "nonsense||"
            })
    void refusesOtherRequestsThatAreNone(String request) throws Exception {
        assertThat(statusOf(request)).isEqualTo(400);
    }

    /** Lines end with a bar here. */
    private static byte[] bytes(String request) {
        return request.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static int statusOf(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(bytes(request));
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes(12), StandardCharsets.UTF_8);
            return Integer.parseInt(head.substring(9));
        }
    }

    @Test
    void doesNotTakeTheSessionIdOfAHeader() throws Exception {
        String chosen = UUID.randomUUID().toString();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(
                            HttpRequest.newBuilder(URI.create(server.url() + HANDSHAKE))
                                    .header("io", chosen)
                                    .header("Cookie", "io=" + chosen)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).contains("\"sid\"").doesNotContain(chosen);
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void doesNotCompressFrames() throws Exception {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(
                            bytes(
                                    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1|Host: x|"
                                            + "Upgrade: websocket|Connection: Upgrade|"
                                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|"
                                            + "Sec-WebSocket-Version: 13|"
                                            + "Sec-WebSocket-Extensions: permessage-deflate||"));
            String head =
                    new String(socket.getInputStream().readNBytes(120), StandardCharsets.UTF_8);
            assertThat(head).startsWith("HTTP/1.1 101").doesNotContain("deflate");
        }
    }

    @Test
    void closesASocketThatDisconnectedOverItsWebSocket() throws Exception {
        try (BareWebSocket socket = BareWebSocket.connect(server.url())) {
            socket.sendLast("41");
        }
    }

    /** What comes over a bare WebSocket. */
    private static final class Frames implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        WebSocket connect(String server) throws InterruptedException {
            WebSocket socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(
                                    URI.create(
                                            server.replace("http", "ws")
                                                    + "/socket.io/?EIO=4&transport=websocket"),
                                    this)
                            .join();
            socket.sendText("40", true).join();
            await("40{");
            return socket;
        }

        void await(String prefix) throws InterruptedException {
            while (true) {
                String text = texts.poll(5, TimeUnit.SECONDS);
                assertThat(text).as("waiting for " + prefix).isNotNull();
                if (text != null && text.startsWith(prefix)) {
                    return;
                }
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            texts.add("pong");
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
