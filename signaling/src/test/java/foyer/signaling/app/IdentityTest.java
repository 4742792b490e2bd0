package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static foyer.signaling.app.TestClient.soon;
import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a socket is, and what nobody becomes by saying so. */
class IdentityTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    private static String nameOf(Object name) throws Exception {
        TestClient ann = VENUE.connect();
        ann.request("join-room", VENUE.in("name", name));
        ann.request("send-chat-message", VENUE.in("message", "x"));
        String sender = ann.next("receive-chat-message").json().getString("sender");
        ann.acknowledged("leave-room", VENUE.in());
        return sender;
    }

    @Test
    void trimsNamesAndCallsTheNamelessGuest() throws Exception {
        assertThat(nameOf("  Ann B. \t")).isEqualTo("Ann B.");
        assertThat(nameOf("n".repeat(64))).hasSize(64);
        assertThat(nameOf(" " + "n".repeat(64) + " ")).hasSize(64);
        for (Object none : List.of("n".repeat(65), "", "   ", 7, JSONObject.NULL, json("a", 1))) {
            assertThat(nameOf(none)).isEqualTo("guest");
        }
    }

    @Test
    void knowsAClientWithoutIdsByItsSocket() throws Exception {
        TestClient ann = VENUE.opens("ann");
        for (Object none : List.of("", "a b", "x".repeat(101), 7, JSONObject.NULL, json("a", 1))) {
            TestClient bob = VENUE.connect();
            bob.request("join-room", VENUE.in("participantId", none));
            assertThat(ann.next("pending-join-request").json().getString("userId"))
                    .as(none.toString())
                    .isEqualTo(bob.id());
            bob.close();
            ann.next("pending-canceled");
        }
        TestClient cid = VENUE.connect();
        cid.request("join-room", VENUE.in("participantId", "x".repeat(100)));
        assertThat(ann.next("pending-join-request").json().getString("userId"))
                .isEqualTo("x".repeat(100));
    }

    @Test
    void doesNotGiveAwayASessionWithTheNameOfItsSocket() throws Exception {
        TestClient ann = VENUE.opens("ann");
        try (RawPoller bob = new RawPoller(VENUE.url())) {
            bob.post("421[\"join-room\",{\"roomId\":\"" + VENUE.room() + "\"}]");
            String userId = ann.next("pending-join-request").json().getString("userId");
            assertThat(userId).isEqualTo(bob.socketId());
            assertThat(bob.statusOf(userId)).isEqualTo(400);
            assertThat(bob.statusOf(bob.sessionId())).isEqualTo(200);
            bob.post("41");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__proto__",
                "constructor",
                "toString",
                "hasOwnProperty",
                "prototype",
                "hashCode",
                "null",
                "undefined",
                "-",
                "0"
            })
    void takesEveryIdForAnOrdinaryOne(String id) {
        JSONObject in = json("roomId", id);
        TestClient host = VENUE.connect();
        assertThat(host.join(id, id).has("hostKey")).isTrue();
        TestClient guest = VENUE.connect();
        assertJson(guest.join(id, "constructor_"), "{\"status\":\"pending\"}");
        assertJson(guest.request("create-invite", in), "{\"error\":\"not-host\"}");
        assertJson(
                host.request("approve-join", json("roomId", id, "userId", "constructor_")),
                "{\"ok\":true}");
        guest.next("join-approved");
        assertThat(guest.request("get-producers", in).optJSONArray("participants").toString())
                .contains("\"userId\":\"" + id + "\"");
        for (String other : List.of("__proto__", "constructor", "toString")) {
            if (!other.equals(id)) {
                assertJson(
                        host.request("approve-join", json("roomId", id, "userId", other)),
                        "{\"error\":\"not-pending\"}");
                assertJson(
                        host.request("remove-participant", json("roomId", id, "userId", other)),
                        "{\"error\":\"not-found\"}");
                assertJson(
                        host.request("create-invite", json("roomId", other)),
                        "{\"error\":\"not-host\"}");
            }
        }
    }

    @Test
    void isNobodyAfterAJoinThatFailed() {
        VENUE.opens("ann");
        VENUE.knocks("bob");
        TestClient eve = VENUE.connect();
        assertThat(VENUE.join(eve, "ann", "sessionToken", "wrong").optString("error"))
                .isEqualTo("identity-conflict");
        isNobody(eve);
        VENUE.time.pass(5_000);
        assertThat(VENUE.join(eve, "bob", "sessionToken", "wrong").optString("error"))
                .isEqualTo("identity-conflict");
        isNobody(eve);
    }

    private static void isNobody(TestClient socket) {
        for (String event :
                List.of("create-invite", "get-invites", "get-pending", "admit-all", "mute-all")) {
            assertThat(VENUE.error(socket, event)).as(event).isEqualTo("not-host");
        }
        for (String event :
                List.of("approve-join", "deny-join", "remove-participant", "revoke-invite")) {
            assertThat(VENUE.error(socket, event, "userId", "bob", "token", "x"))
                    .as(event)
                    .isEqualTo("not-host");
        }
        assertThat(VENUE.error(socket, "get-producers")).isEqualTo("not-ready");
        assertThat(VENUE.error(socket, "send-chat-message", "message", "x")).isEqualTo("not-ready");
    }

    /** A host whose own next join fails is host no more on that socket. */
    @Test
    void losesWhoItWasByAJoinThatFails() {
        TestClient ann = VENUE.opens("ann");
        VENUE.knocks("bob");
        assertThat(VENUE.join(ann, "ann", "sessionToken", "wrong").optString("error"))
                .isEqualTo("identity-conflict");
        isNobody(ann);
        TestClient again = VENUE.connect();
        JSONObject answer = VENUE.join(again, "ann");
        assertThat(answer.optBoolean("isHost")).isTrue();
        VENUE.ok(again, "approve-join", "userId", "bob");
    }

    @Test
    void losesWhoItWasByAJoinAsSomebodyElse() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        assertThat(VENUE.join(bob, "ann", "sessionToken", "wrong").optString("error"))
                .isEqualTo("identity-conflict");
        isNobody(bob);
        assertJson(ann.next("user-left").json(), "{\"userId\":\"bob\"}");
        assertThat(VENUE.seenBy(ann)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void letsNobodyTakeAParticipantOverWithoutItsToken(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        for (Object token : List.of("wrong", "", "token-of-ann", JSONObject.NULL)) {
            TestClient eve = VENUE.connect(transport);
            assertThat(VENUE.join(eve, "bob", "sessionToken", token).optString("error"))
                    .isEqualTo("identity-conflict");
            eve.close();
        }
        assertThat(VENUE.told(bob, "session-replaced")).isEmpty();
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        VENUE.vanish(bob);
        assertThat(VENUE.join(VENUE.connect(), "bob", "sessionToken", "wrong").optString("error"))
                .as("also while it is away")
                .isEqualTo("identity-conflict");
    }

    @Test
    void letsNobodyTakeOverWhoHasNoToken() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect();
        JSONObject bare = VENUE.in("participantId", "bob");
        assertJson(bob.request("join-room", bare), "{\"status\":\"pending\"}");
        assertThat(VENUE.connect().request("join-room", bare).optString("error"))
                .isEqualTo("identity-conflict");
        VENUE.ok(ann, "approve-join", "userId", "bob");
        assertThat(VENUE.connect().request("join-room", bare).optString("error"))
                .isEqualTo("identity-conflict");
        assertThat(VENUE.join(VENUE.connect(), "bob").optString("error"))
                .isEqualTo("identity-conflict");
        assertThat(bob.request("join-room", bare).optBoolean("reconnected")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void keepsTheNewestSocketOfTwo(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient first = VENUE.connect(transport);
        first.enter(VENUE.room(), "bob", ann);
        TestClient second = VENUE.connect(transport);
        assertThat(VENUE.join(second, "bob").optBoolean("reconnected")).isTrue();
        assertThat(first.next("session-replaced").arguments()).isEmpty();
        soon().until(() -> !first.isConnected());
        VENUE.time.pass(60_000);
        assertThat(VENUE.told(ann, "user-left"))
                .as("the stale socket cannot throw its successor out")
                .isEmpty();
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        assertThat(VENUE.seenBy(second)).containsExactly("ann");
    }

    @Test
    void takesWhoSomebodyIsFromItsJoinOnly() throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        JSONObject lie = VENUE.in("userId", "ann", "participantId", "ann", "sender", "ann");
        lie.put("message", "m").put("timestamp", 1).put("messageId", "mine");
        lie.put("name", "name of ann").put("handRaised", true);
        bob.request("send-chat-message", lie);
        JSONObject said = ann.next("receive-chat-message").json();
        assertThat(said.getString("userId")).isEqualTo("bob");
        assertThat(said.getString("sender")).isEqualTo("name of bob");
        assertThat(said.getLong("timestamp")).isGreaterThan(1_600_000_000_000L);
        assertThat(said.getString("messageId")).isNotEqualTo("mine");
        bob.emit("hand-state", lie);
        assertJson(ann.next("hand-state").json(), "{\"userId\":\"bob\",\"handRaised\":true}");
        assertThat(VENUE.error(bob, "create-invite", "userId", "ann", "sessionToken", "x"))
                .isEqualTo("not-host");
    }

    @Test
    void keepsTwoOfTheSameNameApart() throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient one = VENUE.connect();
        TestClient two = VENUE.connect();
        VENUE.join(one, "one", "name", "Kim");
        VENUE.join(two, "two", "name", "Kim");
        assertJson(
                VENUE.pending(ann),
                "[{\"userId\":\"one\",\"name\":\"Kim\"},{\"userId\":\"two\",\"name\":\"Kim\"}]");
        VENUE.ok(ann, "approve-join", "userId", "two");
        two.next("join-approved");
        assertThat(VENUE.seenBy(ann)).containsExactly("two");
        VENUE.ok(ann, "approve-join", "userId", "one");
        one.next("join-approved");
        one.request("send-chat-message", VENUE.in("message", "a"));
        assertThat(two.next("receive-chat-message").json().getString("userId")).isEqualTo("one");
        ann.request("send-private-message", VENUE.in("userId", "two", "message", "for two"));
        assertThat(two.next("receive-private-message").json().getString("message"))
                .isEqualTo("for two");
        assertThat(VENUE.told(one, "receive-private-message")).isEmpty();
        VENUE.ok(ann, "mute-participant", "userId", "one", "kind", "microphone");
        assertJson(two.next("mute-state").json(), "{\"userId\":\"one\",\"muted\":true}");
        assertThat(VENUE.told(two, "muted-by-host")).isEmpty();
        VENUE.ok(ann, "remove-participant", "userId", "two");
        two.next("removed");
        assertThat(VENUE.seenBy(ann)).containsExactly("one");
    }

    @Test
    void isInOneRoomAtATime() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        assertThat(bob.join("elsewhere", "bob").has("hostKey")).isTrue();
        assertJson(ann.next("user-left").json(), "{\"userId\":\"bob\"}");
        assertThat(VENUE.error(bob, "get-producers")).isEqualTo("not-ready");
        TestClient cid = VENUE.knocks("cid");
        ann.next("pending-join-request");
        assertJson(cid.join("elsewhere", "cid"), "{\"status\":\"pending\"}");
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"cid\"}");
        assertThat(VENUE.error(ann, "approve-join", "userId", "cid")).isEqualTo("not-pending");
        assertJson(
                bob.request("approve-join", json("roomId", "elsewhere", "userId", "cid")),
                "{\"ok\":true}");
        assertThat(VENUE.figure("participants")).isEqualTo(3);
    }

    @Test
    void givesAnIdNoPowerInAnotherRoom() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient eve = VENUE.connect();
        assertThat(eve.join("elsewhere", "ann").has("hostKey")).isTrue();
        isNobody(eve);
        for (String event : List.of("remove-participant", "set-host", "mute-participant")) {
            assertThat(
                            VENUE.error(
                                    eve,
                                    event,
                                    "userId",
                                    "bob",
                                    "isHost",
                                    true,
                                    "kind",
                                    "microphone"))
                    .isEqualTo("not-host");
        }
        assertThat(VENUE.error(eve, "end-meeting")).isEqualTo("not-host");
        eve.acknowledged("leave-room", VENUE.in());
        eve.close();
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        assertThat(VENUE.told(bob, "user-left")).isEmpty();
    }

    @Test
    void doesNotLetAnIdOfOneRoomBeProvenInAnother() {
        VENUE.opens("ann");
        TestClient eve = VENUE.connect();
        assertThat(
                        eve.request(
                                        "join-room",
                                        json(
                                                "roomId",
                                                "elsewhere",
                                                "participantId",
                                                "ann",
                                                "sessionToken",
                                                "other"))
                                .has("hostKey"))
                .isTrue();
        assertThat(VENUE.join(eve, "ann", "sessionToken", "other").optString("error"))
                .isEqualTo("identity-conflict");
        // The other room is left.
        soon().until(() -> VENUE.figure("rooms") == 1);
    }
}
