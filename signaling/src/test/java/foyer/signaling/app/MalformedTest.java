package foyer.signaling.app;

import static foyer.signaling.app.TestClient.soon;
import static foyer.signaling.protocol.ClientEvent.GET_CHAT_HISTORY;
import static foyer.signaling.protocol.ClientEvent.JOIN_ROOM;
import static foyer.signaling.protocol.ClientEvent.PRODUCE;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.ClientEvent;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Json;
import foyer.signaling.protocol.RequestReader;
import io.netty.util.ResourceLeakDetector;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever comes is answered in a word of the protocol, or dropped; the venue reads the log. */
class MalformedTest {
    private static final Set<String> WORDS =
            Arrays.stream(ErrorWord.values()).map(ErrorWord::toString).collect(Collectors.toSet());

    /** Values that no field takes, or that are as much as one can be. */
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e400",
                    "99999999999999999999999999",
                    "\"\"",
                    "\"__proto__\"",
                    "\"\\u0000\\ud800\"",
                    "[]",
                    "[null]",
                    "{}",
                    "{\"toString\":null,\"length\":1e9}",
                    "[".repeat(20) + "]".repeat(20),
                    "\"" + "x".repeat(200_000) + "\"");

    /** After these the host may be none any more. */
    private static final Set<ClientEvent> LEAVES =
            Set.of(JOIN_ROOM, ClientEvent.LEAVE_ROOM, ClientEvent.END_MEETING);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    @RegisterExtension static final Venue VENUE = Venue.small();

    @BeforeAll
    static void lookAtEveryBuffer() {
        before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterAll
    static void stop() {
        ResourceLeakDetector.setLevel(before);
        HTTP.shutdownNow();
    }

    private static RawSocket connect() {
        return new RawSocket(HTTP, VENUE.server.url());
    }

    /** A payload that makes sense for every event, field by field. */
    private static Map<String, String> sensible(ClientEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("roomId", "\"" + VENUE.room() + "\"");
        for (String id : List.of("participantId", "sessionToken", "invite", "hostKey", "userId")) {
            fields.put(id, "\"ann\"");
        }
        for (String id : List.of("transportId", "producerId", "token", "messageId", "name")) {
            fields.put(id, "\"x\"");
        }
        for (String flag :
                List.of(
                        "keepOut",
                        "isHost",
                        "locked",
                        "allowed",
                        "muted",
                        "handRaised",
                        "typing")) {
            fields.put(flag, "true");
        }
        fields.put("kind", event == ClientEvent.PRODUCE ? "\"audio\"" : "\"camera\"");
        fields.put("message", "\"m\"");
        fields.put("reaction", "\"r\"");
        fields.put("spatialLayer", "0");
        fields.put("temporalLayer", "0");
        fields.put("appData", "{}");
        fields.put("dtlsParameters", "{\"role\":\"auto\",\"fingerprints\":[]}");
        fields.put("rtpCapabilities", "{\"codecs\":[],\"headerExtensions\":[]}");
        fields.put(
                "rtpParameters",
                "{\"codecs\":[],\"headerExtensions\":[],\"encodings\":[],\"rtcp\":{}}");
        return fields;
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> broken(ClientEvent event) {
        List<String> payloads = new ArrayList<>(VALUES);
        Map<String, String> sensible = sensible(event);
        for (String field : sensible.keySet()) {
            Map<String, String> less = new LinkedHashMap<>(sensible);
            less.remove(field);
            if (isRead(event, sensible, less)) {
                payloads.add(object(less));
                for (String value : VALUES) {
                    if (value.length() > 1_000 && !field.equals("message")) {
                        continue;
                    }
                    Map<String, String> other = new LinkedHashMap<>(sensible);
                    other.put(field, value);
                    payloads.add(object(other));
                }
            }
        }
        return payloads;
    }

    private static boolean isRead(
            ClientEvent event, Map<String, String> all, Map<String, String> less) {
        return !Objects.equals(
                RequestReader.read(event, Json.parse(object(all))),
                RequestReader.read(event, Json.parse(object(less))));
    }

    private static void assertAnswered(JsonNode answer, String payload) {
        assertThat(answer.size()).isLessThan(2);
        if (answer.size() == 1 && answer.get(0).has("error")) {
            assertThat(WORDS)
                    .as(payload.substring(0, Math.min(300, payload.length())))
                    .contains(answer.get(0).get("error").stringValue());
        }
    }

    private static void join(RawSocket socket, String userId) {
        VENUE.time.pass(5_000);
        socket.ask(
                "join-room",
                "{\"roomId\":\"%s\",\"participantId\":\"%s\",\"sessionToken\":\"t\"}"
                        .formatted(VENUE.room(), userId));
    }

    @ParameterizedTest
    @EnumSource(ClientEvent.class)
    void answersAHostInAWordOfTheProtocol(ClientEvent event) {
        try (RawSocket host = connect()) {
            join(host, "host");
            for (String payload : broken(event)) {
                assertAnswered(host.ask(event.wireName(), payload), payload);
                VENUE.time.pass(5_000);
                if (LEAVES.contains(event)
                        && host.ask("get-pending", "\"" + VENUE.room() + "\"")
                                .get(0)
                                .has("error")) {
                    join(host, "host");
                }
            }
            host.send("42[\"" + event.wireName() + "\"]");
            host.send("42[\"" + event.wireName() + "\",{}]");
            join(host, "host");
            assertThat(
                            host.ask("get-pending", "{\"roomId\":\"" + VENUE.room() + "\"}")
                                    .get(0)
                                    .has("pending"))
                    .as("the next good one works")
                    .isTrue();
            assertThat(host.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientEvent.class)
    void answersNobodyInAWordOfTheProtocol(ClientEvent event) {
        try (RawSocket nobody = connect()) {
            for (String payload : VALUES) {
                assertAnswered(nobody.ask(event.wireName(), payload), payload);
                VENUE.time.pass(5_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 1_000, 100_000})
    void answersWhatIsNestedTooDeep(int depth) {
        try (RawSocket socket = connect()) {
            for (ClientEvent event : List.of(JOIN_ROOM, PRODUCE, GET_CHAT_HISTORY)) {
                for (String payload :
                        List.of(
                                "[".repeat(depth) + "]".repeat(depth),
                                "{\"roomId\":" + "[".repeat(depth) + "]".repeat(depth) + "}")) {
                    JsonNode answer = socket.ask(event.wireName(), payload);
                    assertThat(answer).isEqualTo(Json.parse("[{\"error\":\"invalid\"}]"));
                }
            }
        }
    }

    @Test
    void closesWhoSendsAMegabyteAndLosesItsSeatOnlyForAWhile() {
        RawSocket host = connect();
        join(host, "host");
        host.send("421[\"send-chat-message\",\"" + "x".repeat(1 << 20) + "\"]");
        soon().until(() -> VENUE.figure("sockets") == 0);
        assertThat(VENUE.figure("participants")).isEqualTo(1);
        try (RawSocket again = connect()) {
            join(again, "host");
            assertThat(again.ask("get-pending", "\"" + VENUE.room() + "\"").get(0).has("pending"))
                    .isTrue();
        }
    }

    /** A buffer that nobody released is reported in the log once it was collected. */
    @Test
    void leaksNoBuffer() {
        for (int round = 0; round < 3; round++) {
            RawSocket lost = connect();
            try (RawSocket socket = connect()) {
                join(socket, "host");
                for (String frame :
                        List.of("42[", "4", "451-[\"x\"]", "0", "9", "42[\"x\",{]", "\u0000")) {
                    socket.send(frame);
                }
                assertThat(Objects.requireNonNull(socket.ask("no-such-event", "{}")).size())
                        .isEqualTo(1);
                lost.send("42[\"" + "x".repeat(300_000) + "\"]");
                soon().until(() -> VENUE.figure("sockets") == 1);
            }
            System.gc();
        }
        for (int i = 0; i < 50; i++) {
            VENUE.figure("sockets");
        }
    }
}
