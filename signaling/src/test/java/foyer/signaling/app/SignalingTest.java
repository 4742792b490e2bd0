package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static foyer.signaling.app.TestClient.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foyer.sfu.api.RouterEvent;
import foyer.signaling.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every line of the protocol as a client on a real socket sees it. */
class SignalingTest {
    private static final String ROOM = "room_1-A";
    private static final JSONObject IN_ROOM = json("roomId", ROOM);

    private static TestServer server;
    private final List<TestClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer("https://meet.example.org");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void leave() throws Exception {
        for (TestClient client : clients) {
            if (client.isConnected()) {
                client.acknowledged("leave-room", IN_ROOM);
            }
            client.close();
        }
        server.time.pass(60_000);
    }

    private TestClient connect(String transports) {
        TestClient client = new TestClient(server.url(), transports.split(",", -1));
        clients.add(client);
        assertThat(client.isConnected()).isTrue();
        return client;
    }

    private static void assertSame(Object actual, String expected) {
        JsonNode tree = Json.parse(String.valueOf(actual));
        assertThat(tree).isEqualTo(Json.parse(expected));
    }

    private static String id(JSONObject answer) throws Exception {
        return answer.getJSONObject("transportOptions").getString("id");
    }

    private static JSONObject producing(String transportId) {
        return parse(
                """
                {"roomId":"%s","transportId":"%s","kind":"video","appData":{"isScreen":true},
                 "rtpParameters":{"mid":"0","codecs":[{"mimeType":"video/VP8","payloadType":96,
                  "clockRate":90000,"parameters":{},"rtcpFeedback":[{"type":"nack","parameter":"pli"}]}],
                  "headerExtensions":[{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":4,
                   "encrypt":false,"parameters":{}}],
                  "encodings":[{"rid":"r0","active":true,"maxBitrate":300000,
                   "scaleResolutionDownBy":2,"scalabilityMode":"L1T3"}],
                  "rtcp":{"cname":"c","reducedSize":true}}}
                """
                        .formatted(ROOM, transportId));
    }

    private static JSONObject consuming(String transportId, String producerId) {
        return parse(
                """
                {"roomId":"%s","transportId":"%s","producerId":"%s","rtpCapabilities":
                 {"codecs":[{"kind":"video","mimeType":"video/VP8","preferredPayloadType":101,
                  "clockRate":90000,"parameters":{},"rtcpFeedback":[]}],
                  "headerExtensions":[{"kind":"video","uri":"urn:x","preferredId":4,
                   "preferredEncrypt":false,"direction":"recvonly"}]}}
                """
                        .formatted(ROOM, transportId, producerId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void carriesAWholeMeeting(String transports) throws Exception {
        TestClient ann = connect(transports);
        JSONObject joined = ann.join(ROOM, "ann");
        assertThat(joined.getBoolean("isHost")).isTrue();
        assertThat(joined.has("reconnected")).isFalse();
        assertThat(joined.has("bypassed")).isFalse();
        assertSame(joined.getJSONArray("participants"), "[]");
        assertSame(
                joined.getJSONObject("transportOptions"),
                """
                {"id":"transport-1",
                 "iceParameters":{"usernameFragment":"ufrag","password":"password","iceLite":true},
                 "iceCandidates":[{"foundation":"udp","priority":1,"ip":"127.0.0.1",
                  "address":"127.0.0.1","protocol":"udp","port":40000,"type":"host"}],
                 "dtlsParameters":{"role":"auto",
                  "fingerprints":[{"algorithm":"sha-256","value":"AA"}]}}
                """);
        assertSame(
                joined.getJSONObject("routerRtpCapabilities").getJSONArray("codecs").get(0),
                """
                {"kind":"audio","mimeType":"audio/opus","preferredPayloadType":100,
                 "clockRate":48000,"channels":2,"parameters":{},"rtcpFeedback":[]}
                """);

        TestClient bob = connect(transports);
        JSONObject bobJoined = bob.enter(ROOM, "bob", ann);
        assertThat(bobJoined.getBoolean("isHost")).isFalse();
        assertSame(
                bobJoined.getJSONArray("participants"),
                """
                [{"userId":"ann","name":"name of ann","muted":false,"handRaised":false,
                  "isHost":true,"cameraOn":false,"sharing":false}]
                """);
        assertSame(ann.next("user-joined").json(), "{\"userId\":\"bob\",\"name\":\"name of bob\"}");

        media(ann, id(joined), bob);
        inTheRoom(ann, bob);
    }

    private void media(TestClient ann, String annSends, TestClient bob) throws Exception {
        String second = id(ann.request("create-send-transport", IN_ROOM));
        assertThat(second).isNotEqualTo(annSends);
        JSONObject dtls =
                parse(
                        "{\"role\":\"client\",\"fingerprints\":[{\"algorithm\":\"sha-256\","
                                + "\"value\":\"AA\"}]}");
        Object[] connected =
                ann.acknowledged(
                        "connect-transport",
                        json("roomId", ROOM, "transportId", annSends, "dtlsParameters", dtls));
        assertThat(connected).isEmpty();
        assertSame(
                ann.request(
                        "connect-transport",
                        json("roomId", ROOM, "transportId", "nope", "dtlsParameters", dtls)),
                "{\"error\":\"not-found\"}");

        String producerId = ann.request("produce", producing(annSends)).getString("id");
        String entry =
                """
                {"producerId":"%s","name":"name of ann","userId":"ann","appData":{"isScreen":true}}
                """
                        .formatted(producerId);
        assertSame(bob.next("new-producer").json(), entry);
        assertSame(
                bob.request("get-producers", IN_ROOM),
                """
                {"producers":[%s],"participants":
                 [{"userId":"ann","name":"name of ann","muted":false,"handRaised":false,
                   "isHost":true,"cameraOn":false,"sharing":true}]}
                """
                        .formatted(entry));

        String receives = id(bob.request("create-receive-transport", IN_ROOM));
        assertThat(
                        bob.acknowledged(
                                "connect-receive-transport",
                                json(
                                        "roomId",
                                        ROOM,
                                        "transportId",
                                        receives,
                                        "dtlsParameters",
                                        dtls)))
                .isEmpty();
        JSONObject consumed = bob.request("consume", consuming(receives, producerId));
        assertThat(consumed.getString("producerId")).isEqualTo(producerId);
        assertThat(consumed.getString("kind")).isEqualTo("video");
        assertSame(consumed.getJSONObject("appData"), "{\"isScreen\":true}");
        assertThat(consumed.getJSONObject("rtpParameters").getJSONArray("codecs").length())
                .isEqualTo(1);
        String consumerId = consumed.getString("id");

        for (String event : List.of("pause-consumer", "resume-consumer", "request-keyframe")) {
            bob.emit(event, json("roomId", ROOM, "producerId", producerId));
        }
        bob.emit(
                "set-preferred-layers",
                json(
                        "roomId",
                        ROOM,
                        "producerId",
                        producerId,
                        "spatialLayer",
                        0,
                        "temporalLayer",
                        1));
        assertSame(
                bob.request("restart-ice", json("roomId", ROOM, "transportId", receives))
                        .getJSONObject("iceParameters")
                        .get("iceLite"),
                "true");
        assertThat(server.routers.latest().calls())
                .containsSubsequence(
                        "setPriority " + consumerId + " 2",
                        "pauseConsumer " + consumerId,
                        "resumeConsumer " + consumerId,
                        "requestKeyFrame " + consumerId,
                        "setPreferredLayers " + consumerId + " 0/1");

        server.routers.latest().emit(new RouterEvent.DominantSpeaker(producerId));
        assertSame(bob.next("dominant-speaker").json(), "{\"userId\":\"ann\"}");
        server.time.pass(900);
        server.routers.latest().emit(new RouterEvent.DominantSpeaker(null));
        assertSame(bob.next("dominant-speaker").json(), "{\"userId\":null}");

        ann.emit("close-producer", json("roomId", ROOM, "producerId", producerId));
        assertSame(bob.next("producer-closed").json(), "{\"producerId\":\"" + producerId + "\"}");
    }

    private void inTheRoom(TestClient ann, TestClient bob) throws Exception {
        bob.emit("mute-state", json("roomId", ROOM, "muted", true));
        assertSame(ann.next("mute-state").json(), "{\"userId\":\"bob\",\"muted\":true}");
        bob.emit("hand-state", json("roomId", ROOM, "handRaised", true));
        assertSame(ann.next("hand-state").json(), "{\"userId\":\"bob\",\"handRaised\":true}");

        bob.emit("send-chat-message", json("roomId", ROOM, "message", "ciphertext"));
        for (TestClient client : List.of(ann, bob)) {
            JSONObject message = client.next("receive-chat-message").json();
            assertThat(message.getString("sender")).isEqualTo("name of bob");
            assertThat(message.getString("userId")).isEqualTo("bob");
            assertThat(message.getString("message")).isEqualTo("ciphertext");
            assertThat(message.getLong("timestamp")).isPositive();
        }
        ann.emit("get-chat-history", ROOM);
        JSONArray history = (JSONArray) ann.next("receive-chat-history").arguments().getFirst();
        assertThat(history.length()).isEqualTo(1);

        assertThat(ann.acknowledged("leave-room", IN_ROOM)).isEmpty();
        assertSame(bob.next("user-left").json(), "{\"userId\":\"ann\"}");
        assertSame(bob.next("host-changed").json(), "{\"userId\":\"bob\"}");
        assertSame(ann.request("get-producers", IN_ROOM), "{\"error\":\"not-ready\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void replacesASocketByTheNewestWithTheRightToken(String transports) throws Exception {
        TestClient ann = connect(transports);
        TestClient old = connect(transports);
        ann.join(ROOM, "ann");
        old.enter(ROOM, "bob", ann);
        TestClient newer = connect(transports);
        JSONObject answer = newer.join(ROOM, "bob");
        assertThat(answer.getBoolean("reconnected")).isTrue();
        assertThat(answer.getBoolean("isHost")).isFalse();
        assertThat(old.next("session-replaced").arguments()).isEmpty();
        await().until(() -> !old.isConnected());
        assertThat(ann.drain(ROOM)).noneMatch(r -> r.event().equals("user-left"));
        assertThat(newer.request("get-producers", IN_ROOM).has("participants")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void refusesAKnownIdWithAWrongToken(String transports) {
        connect(transports).join(ROOM, "ann");
        assertSame(
                connect(transports)
                        .request(
                                "join-room",
                                json("roomId", ROOM, "participantId", "ann", "sessionToken", "no")),
                "{\"error\":\"identity-conflict\"}");
    }

    @Test
    void tellsACleanDisconnectAtOnce() {
        TestClient ann = connect("websocket");
        TestClient bob = connect("polling");
        TestClient cid = connect("websocket");
        ann.join(ROOM, "ann");
        bob.enter(ROOM, "bob", ann);
        cid.enter(ROOM, "cid", ann);
        bob.close();
        assertSame(ann.next("user-left").json(), "{\"userId\":\"bob\"}");
        cid.close();
        assertSame(ann.next("user-left").json(), "{\"userId\":\"cid\"}");
    }

    @Test
    void keepsTheSlotOfALostSocketForFifteenSeconds() {
        TestClient ann = connect("websocket");
        TestClient bob = connect("websocket");
        ann.join(ROOM, "ann");
        bob.enter(ROOM, "bob", ann);
        bob.vanish();
        await().until(() ->
                ann.request("get-producers", IN_ROOM).getJSONArray("participants").length() == 0);
        server.time.pass(14_000);
        assertThat(ann.drain(ROOM)).noneMatch(r -> r.event().equals("user-left"));
        server.time.pass(1_000);
        assertSame(ann.next("user-left").json(), "{\"userId\":\"bob\"}");
    }

    @Test
    void takesTheGoodbyeOfAPage() throws Exception {
        TestClient ann = connect("websocket");
        TestClient bob = connect("websocket");
        ann.join(ROOM, "ann");
        bob.enter(ROOM, "bob", ann);
        String wrong =
                "{\"roomId\":\"%s\",\"participantId\":\"bob\",\"sessionToken\":\"x\"}"
                        .formatted(ROOM);
        assertThat(leave(wrong)).isEqualTo(204);
        assertThat(leave("not json")).isEqualTo(204);
        assertThat(leave("\"" + ROOM + "\"")).isEqualTo(204);
        assertThat(leave("")).isEqualTo(204);
        assertThat(leave("[".repeat(900))).isEqualTo(204);
        String right = wrong.replace("\"x\"", "\"token-of-bob\"");
        assertThat(leave(right + " ".repeat(1_024))).isEqualTo(204);
        assertThat(ann.drain(ROOM)).noneMatch(r -> r.event().equals("user-left"));
        assertThat(leave(right)).isEqualTo(204);
        assertSame(ann.next("user-left").json(), "{\"userId\":\"bob\"}");
    }

    private static int leave(String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/leave"))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void connectsOnlyPagesOfItsOrigin(String transport) {
        for (String allowed :
                List.of(
                        "https://meet.example.org",
                        "http://localhost:5173",
                        "https://localhost",
                        "http://127.0.0.1:8080")) {
            assertThat(from(allowed, transport)).as(allowed).isTrue();
        }
        for (String refused :
                List.of(
                        "https://evil.example",
                        "http://meet.example.org",
                        "https://meet.example.org.evil.example",
                        "http://localhost.evil.example",
                        "null")) {
            assertThat(from(refused, transport)).as(refused).isFalse();
        }
    }

    private static boolean from(String origin, String transport) {
        try (TestClient client =
                new TestClient(server.url(), Map.of("Origin", List.of(origin)), transport)) {
            return client.isConnected();
        }
    }
}
