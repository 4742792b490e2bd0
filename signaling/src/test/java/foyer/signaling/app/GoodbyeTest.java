package foyer.signaling.app;

import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages that say they go, and come back. */
class GoodbyeTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    private static boolean isHost(TestClient client) {
        return VENUE.ask(client, "get-pending").has("pending");
    }

    @Test
    void letsAPageThatReloadsInAsItWas() throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        bob.acknowledged("hand-state", VENUE.in("handRaised", true));
        VENUE.ok(ann, "mute-participant", "userId", "bob", "kind", "microphone");
        VENUE.ok(ann, "lock-room", "locked", true);
        VENUE.goodbye("bob");
        assertJson(ann.next("user-left").json(), "{\"userId\":\"bob\"}");
        bob.close();
        VENUE.time.pass(14_000);
        TestClient again = VENUE.connect();
        JSONObject answer = VENUE.join(again, "bob");
        assertThat(answer.getBoolean("reconnected")).isTrue();
        assertThat(answer.getBoolean("isHost")).isFalse();
        assertJson(ann.next("user-joined").json(), "{\"userId\":\"bob\",\"name\":\"name of bob\"}");
        assertJson(
                VENUE.ask(ann, "get-producers").getJSONArray("participants"),
                """
                [{"userId":"bob","name":"name of bob","muted":true,"handRaised":true,
                  "isHost":false,"cameraOn":false,"sharing":false}]
                """);
        assertThat(VENUE.error(again, "mute-state", "muted", false)).isEqualTo("muted-by-host");
    }

    @Test
    void givesTheHostRoleBack() throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.goodbye("ann");
        assertJson(bob.next("user-left").json(), "{\"userId\":\"ann\"}");
        assertJson(bob.next("host-changed").json(), "{\"userId\":\"bob\"}");
        VENUE.knocks("eve");
        assertThat(isHost(bob)).isTrue();
        TestClient again = VENUE.connect();
        JSONObject answer = VENUE.join(again, "ann");
        assertThat(answer.getBoolean("isHost")).isTrue();
        assertThat(answer.getBoolean("reconnected")).isTrue();
        assertJson(bob.next("host-changed").json(), "{\"userId\":\"ann\"}");
        assertThat(isHost(bob)).as("an ordinary participant again").isFalse();
        assertJson(
                again.next("pending-join-request").json(),
                "{\"userId\":\"eve\",\"name\":\"name of eve\"}");
    }

    @Test
    void letsAPageKnockThatComesBackTooLate() {
        TestClient ann = VENUE.opens("ann");
        VENUE.enters("bob", ann);
        VENUE.goodbye("bob");
        ann.next("user-left");
        VENUE.time.pass(15_000);
        VENUE.knocks("bob");
    }

    @Test
    void letsNobodyElseComeBackInItsPlace() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.goodbye("bob");
        ann.next("user-left");
        assertThat(VENUE.join(VENUE.connect(), "bob", "sessionToken", "x").optString("error"))
                .isEqualTo("identity-conflict");
        assertThat(VENUE.error(bob, "get-producers")).isEqualTo("not-ready");
        assertThat(VENUE.join(bob, "bob").optBoolean("reconnected")).isTrue();
        assertThat(VENUE.join(VENUE.connect(), "bob").optBoolean("reconnected"))
                .as("as often as it likes")
                .isTrue();
    }

    @Test
    void takesAWaitingGuestAwayAtOnce() {
        TestClient ann = VENUE.opens("ann");
        VENUE.knocks("eve");
        VENUE.goodbye("eve", "wrong");
        assertThat(VENUE.pending(ann)).contains("eve");
        VENUE.goodbye("eve");
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"eve\"}");
        assertJson(VENUE.pending(ann), "[]");
        VENUE.knocks("eve");
        assertThat(VENUE.told(ann, "pending-join-request")).as("a request of its own").hasSize(1);
    }

    @Test
    void believesNobodyWithoutTheToken() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect();
        bob.request("join-room", VENUE.in("participantId", "bob"));
        VENUE.ok(ann, "approve-join", "userId", "bob");
        bob.next("join-approved");
        VENUE.goodbye("bob", "wrong");
        VENUE.goodbye("ann", "token-of-bob");
        VENUE.goodbye("nobody", "x");
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        assertThat(VENUE.seenBy(bob)).containsExactly("ann");
    }

    @Test
    void endsTheRoomOfTheLast() {
        VENUE.opens("ann");
        TestClient eve = VENUE.knocks("eve");
        VENUE.goodbye("ann");
        eve.next("join-denied");
        assertThat(VENUE.join(VENUE.connect(), "ann").has("hostKey")).as("a new room").isTrue();
    }

    @Test
    void leavesNoRoomToComeBackToWhenItIsFull() {
        TestClient ann = VENUE.opens("ann");
        VENUE.enters("bob", ann);
        VENUE.enters("cid", ann);
        VENUE.enters("dan", ann);
        VENUE.goodbye("bob");
        ann.next("user-left");
        VENUE.enters("eve", ann);
        assertThat(VENUE.join(VENUE.connect(), "bob").optString("error")).isEqualTo("room-full");
    }

    @Test
    void freesAHostThatComesBackFromItsSuccessorOnly() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.ok(ann, "set-host", "userId", "cid", "isHost", true);
        VENUE.goodbye("ann");
        bob.next("user-left");
        VENUE.join(VENUE.connect(), "ann");
        assertThat(isHost(cid)).as("was host before").isTrue();
        assertThat(isHost(bob)).isFalse();
    }
}
