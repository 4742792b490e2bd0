package foyer.signaling.app;

import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members write, and who reads it. */
class ChatTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    private static JSONArray history(TestClient client) {
        client.emit("get-chat-history", VENUE.room());
        return (JSONArray) client.next("receive-chat-history").arguments().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void relaysAMessageToEverybody(String transport) throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect(transport);
        bob.enter(VENUE.room(), "bob", ann);
        TestClient eve = VENUE.knocks("eve");
        String text = "<b>ä€\uD83D\uDE00\u0000\u001e\"\\</b>";
        String id = VENUE.ask(bob, "send-chat-message", "message", text).getString("messageId");
        for (TestClient client : List.of(ann, bob)) {
            JSONObject message = client.next("receive-chat-message").json();
            assertThat(message.length()).isEqualTo(5);
            assertThat(message.getString("message")).isEqualTo(text);
            assertThat(message.getString("userId")).isEqualTo("bob");
            assertThat(message.getString("sender")).isEqualTo("name of bob");
            assertThat(message.getString("messageId")).isEqualTo(id).isNotEmpty();
            assertThat(message.getLong("timestamp")).isEqualTo(VENUE.time.wallMillis());
        }
        assertThat(VENUE.error(eve, "send-chat-message", "message", "x")).isEqualTo("not-ready");
        assertThat(VENUE.error(eve, "get-chat-history")).isEqualTo("not-ready");
        VENUE.ok(ann, "approve-join", "userId", "eve");
        eve.next("join-approved");
        assertThat(history(eve).getJSONObject(0).getString("messageId")).isEqualTo(id);
        assertThat(VENUE.told(eve, "receive-chat-message")).isEmpty();
    }

    @Test
    void takesOneToTwoThousandCharacters() {
        TestClient ann = VENUE.opens("ann");
        for (Object bad : List.of("", "x".repeat(2_001), 7, JSONObject.NULL, new JSONArray())) {
            assertThat(VENUE.error(ann, "send-chat-message", "message", bad)).isEqualTo("invalid");
            assertThat(VENUE.error(ann, "send-private-message", "userId", "ann", "message", bad))
                    .isEqualTo("invalid");
        }
        VENUE.time.pass(10_000);
        for (String good : List.of("x", " ", "x".repeat(2_000))) {
            assertThat(VENUE.ask(ann, "send-chat-message", "message", good).has("messageId"))
                    .isTrue();
        }
        assertThat(history(ann).length()).isEqualTo(3);
    }

    @Test
    void keepsTheLastTwoHundred() throws Exception {
        TestClient ann = VENUE.opens("ann");
        for (int i = 0; i < 205; i++) {
            ann.request("send-chat-message", VENUE.in("message", "m" + i));
            VENUE.time.pass(200);
        }
        JSONArray history = history(ann);
        assertThat(history.length()).isEqualTo(200);
        assertThat(history.getJSONObject(0).getString("message")).isEqualTo("m5");
        assertThat(history.getJSONObject(199).getString("message")).isEqualTo("m204");
    }

    @Test
    void whispersToOne() throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        TestClient eve = VENUE.knocks("eve");
        String id =
                VENUE.ask(bob, "send-private-message", "userId", "ann", "message", "psst")
                        .getString("messageId");
        for (TestClient client : List.of(ann, bob)) {
            JSONObject message = client.next("receive-private-message").json();
            assertJson(
                    message,
                    """
                    {"sender":"name of bob","userId":"bob","recipientId":"ann","message":"psst",
                     "timestamp":%d,"messageId":"%s"}
                    """
                            .formatted(VENUE.time.wallMillis(), id));
        }
        assertThat(VENUE.told(cid, "receive-private-message")).isEmpty();
        assertThat(history(cid).length()).isZero();
        for (String nobody : List.of("eve", "nobody")) {
            assertThat(VENUE.error(bob, "send-private-message", "userId", nobody, "message", "x"))
                    .isEqualTo("not-found");
        }
        assertThat(VENUE.error(eve, "send-private-message", "userId", "ann", "message", "x"))
                .isEqualTo("not-found");
        VENUE.vanish(cid);
        assertThat(VENUE.error(bob, "send-private-message", "userId", "cid", "message", "x"))
                .isEqualTo("not-found");
        VENUE.ask(bob, "send-private-message", "userId", "bob", "message", "to myself");
        assertThat(VENUE.told(bob, "receive-private-message")).as("once").hasSize(1);
    }

    @Test
    void tellsTheOthersWhoTypes() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        assertThat(bob.acknowledged("typing", VENUE.in("typing", true))).isEmpty();
        assertJson(ann.next("typing").json(), "{\"userId\":\"bob\",\"typing\":true}");
        bob.emit("typing", VENUE.in("typing", false));
        assertJson(ann.next("typing").json(), "{\"userId\":\"bob\",\"typing\":false}");
        assertThat(VENUE.told(bob, "typing")).isEmpty();
        assertThat(VENUE.error(bob, "typing", "typing", "yes")).isEqualTo("invalid");
    }

    @Test
    void relaysReactions() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        assertThat(bob.acknowledged("reaction", VENUE.in("reaction", "👍"))).isEmpty();
        for (TestClient everybody : List.of(ann, bob)) {
            assertJson(
                    everybody.next("reaction").json(), "{\"userId\":\"bob\",\"reaction\":\"👍\"}");
        }
        String most = "x".repeat(256);
        bob.emit("reaction", VENUE.in("reaction", most, "messageId", "m-1"));
        assertJson(
                ann.next("reaction").json(),
                "{\"userId\":\"bob\",\"reaction\":\"" + most + "\",\"messageId\":\"m-1\"}");
        for (Object bad : List.of("", "x".repeat(257), 7, JSONObject.NULL)) {
            assertThat(VENUE.error(bob, "reaction", "reaction", bad)).isEqualTo("invalid");
        }
        assertThat(VENUE.told(ann, "reaction")).isEmpty();
    }

    @Test
    void tellsOfMutesAndHandsToTheOthers() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        for (boolean state : new boolean[] {true, false}) {
            bob.emit("mute-state", VENUE.in("muted", state));
            assertJson(
                    ann.next("mute-state").json(), "{\"userId\":\"bob\",\"muted\":" + state + "}");
            bob.emit("hand-state", VENUE.in("handRaised", state));
            assertJson(
                    ann.next("hand-state").json(),
                    "{\"userId\":\"bob\",\"handRaised\":" + state + "}");
        }
        assertThat(VENUE.told(bob, "mute-state")).isEmpty();
        assertThat(VENUE.told(bob, "hand-state")).isEmpty();
    }
}
