package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.ClientEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is refused what, in which word; and how much of it anybody may ask. */
class ErrorWordTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    /** The words of the protocol for who is not in the room it names; all else is not-ready. */
    private static final Map<String, String> WORDS_FOR_NOBODY =
            Map.ofEntries(
                    Map.entry("connect-transport", "not-found"),
                    Map.entry("connect-receive-transport", "not-found"),
                    Map.entry("restart-ice", "not-found"),
                    Map.entry("send-private-message", "not-found"),
                    Map.entry("approve-join", "not-host"),
                    Map.entry("deny-join", "not-host"),
                    Map.entry("admit-all", "not-host"),
                    Map.entry("get-pending", "not-host"),
                    Map.entry("create-invite", "not-host"),
                    Map.entry("get-invites", "not-host"),
                    Map.entry("revoke-invite", "not-host"),
                    Map.entry("set-host", "not-host"),
                    Map.entry("remove-participant", "not-host"),
                    Map.entry("mute-participant", "not-host"),
                    Map.entry("ask-to-unmute", "not-host"),
                    Map.entry("mute-all", "not-host"),
                    Map.entry("lock-room", "not-host"),
                    Map.entry("allow-sharing", "not-host"),
                    Map.entry("end-meeting", "not-host"));

    /** Capacity and tokens a second, as the table of the protocol has them. */
    private static final Map<String, double[]> RATES =
            Map.ofEntries(
                    Map.entry("join-room", new double[] {3, 0.2}),
                    Map.entry("probe-network", new double[] {3, 0.2}),
                    Map.entry("send-chat-message", new double[] {10, 5}),
                    Map.entry("send-private-message", new double[] {10, 5}),
                    Map.entry("produce", new double[] {8, 4}),
                    Map.entry("consume", new double[] {20, 10}),
                    Map.entry("create-send-transport", new double[] {8, 2}),
                    Map.entry("create-receive-transport", new double[] {30, 15}),
                    Map.entry("get-producers", new double[] {20, 10}),
                    Map.entry("get-pending", new double[] {20, 10}),
                    Map.entry("request-keyframe", new double[] {30, 15}),
                    Map.entry("restart-ice", new double[] {10, 1}),
                    Map.entry("create-invite", new double[] {10, 1}),
                    Map.entry("revoke-invite", new double[] {20, 5}),
                    Map.entry("mute-state", new double[] {10, 3}),
                    Map.entry("hand-state", new double[] {10, 3}),
                    Map.entry("typing", new double[] {10, 3}),
                    Map.entry("reaction", new double[] {10, 3}),
                    Map.entry("pause-consumer", new double[] {60, 30}),
                    Map.entry("resume-consumer", new double[] {60, 30}),
                    Map.entry("set-preferred-layers", new double[] {60, 30}));

    /** What makes sense for every event. */
    private static JSONObject sensible() {
        return TestClient.parse(
                """
                {"roomId":"%s","userId":"nobody","transportId":"t","producerId":"p","token":"t",
                 "kind":"%s","isHost":true,"locked":true,"allowed":true,"muted":true,
                 "handRaised":true,"typing":true,"message":"m","reaction":"r","spatialLayer":0,
                 "temporalLayer":0,"dtlsParameters":{"role":"auto","fingerprints":[]},
                 "rtpCapabilities":{"codecs":[],"headerExtensions":[]},
                 "rtpParameters":{"codecs":[],"headerExtensions":[],"encodings":[],"rtcp":{}}}
                """
                        .formatted(VENUE.room(), "microphone"));
    }

    private static JSONObject sensible(ClientEvent event) throws Exception {
        return event == ClientEvent.PRODUCE ? sensible().put("kind", "audio") : sensible();
    }

    private static String word(TestClient client, ClientEvent event) throws Exception {
        Object[] answer = client.acknowledged(event.wireName(), sensible(event));
        return answer.length == 0 ? "" : ((JSONObject) answer[0]).optString("error");
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientEvent.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"JOIN_ROOM", "PROBE_NETWORK"})
    void refusesWhoIsNotInTheRoom(ClientEvent event) throws Exception {
        String expected =
                event == ClientEvent.LEAVE_ROOM
                        ? ""
                        : WORDS_FOR_NOBODY.getOrDefault(event.wireName(), "not-ready");
        TestClient nobody = VENUE.connect();
        assertThat(word(nobody, event)).as("no such room").isEqualTo(expected);
        VENUE.opens("ann");
        assertThat(word(nobody, event)).as("nobody").isEqualTo(expected);
        TestClient elsewhere = VENUE.connect();
        elsewhere.join("elsewhere", "ann");
        assertThat(word(elsewhere, event)).as("host elsewhere").isEqualTo(expected);
        TestClient guest = VENUE.knocks("eve");
        assertThat(word(guest, event)).as("a waiting guest").isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = ClientEvent.class, mode = EnumSource.Mode.EXCLUDE, names = "JOIN_ROOM")
    void tellsAMemberThatOnlyHostsMay(ClientEvent event) throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        String expected = WORDS_FOR_NOBODY.getOrDefault(event.wireName(), "");
        if (expected.equals("not-host")) {
            assertThat(word(bob, event)).isEqualTo("not-host");
            assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        } else {
            assertThat(word(bob, event)).isNotEqualTo("not-host");
        }
    }

    @Test
    void answersEmptyWhereNoAnswerIsNamed() {
        TestClient ann = VENUE.opens("ann");
        for (String event :
                List.of(
                        "close-producer",
                        "pause-consumer",
                        "resume-consumer",
                        "set-preferred-layers",
                        "request-keyframe",
                        "mute-state",
                        "hand-state",
                        "typing",
                        "reaction",
                        "get-chat-history")) {
            assertThat(ann.acknowledged(event, sensible())).as(event).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientEvent.class)
    void dropsWhatIsMoreThanItsRate(ClientEvent event) throws Exception {
        double[] rate = RATES.getOrDefault(event.wireName(), new double[] {30, 20});
        TestClient client = VENUE.connect();
        for (int i = 0; i < rate[0]; i++) {
            assertThat(word(client, event)).as("event " + i).isNotEqualTo("rate-limited");
        }
        assertThat(word(client, event)).isEqualTo("rate-limited");
        assertThat(word(client, event)).as("a dropped one costs nothing").isEqualTo("rate-limited");
        long tokenMillis = (long) Math.ceil(1_000 / rate[1]);
        VENUE.time.pass(tokenMillis - 1);
        assertThat(word(client, event)).as("a moment too early").isEqualTo("rate-limited");
        VENUE.time.pass(1);
        assertThat(word(client, event)).isNotEqualTo("rate-limited");
        assertThat(word(client, event)).isEqualTo("rate-limited");
        ClientEvent other =
                event == ClientEvent.GET_PENDING
                        ? ClientEvent.GET_INVITES
                        : ClientEvent.GET_PENDING;
        assertThat(word(client, other)).as("each event its own").isNotEqualTo("rate-limited");
        assertThat(word(VENUE.connect(), event))
                .as("each socket its own")
                .isNotEqualTo("rate-limited");
    }

    @Test
    void knowsEveryEventOfTheProtocolByItsRate() {
        List<String> names =
                Arrays.stream(ClientEvent.values()).map(ClientEvent::wireName).toList();
        assertThat(names).hasSize(38).containsAll(RATES.keySet());
        assertThat(names).containsAll(WORDS_FOR_NOBODY.keySet());
    }
}
