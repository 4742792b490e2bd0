package foyer.signaling.app;

import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is host, who becomes it, and how a room ends. */
class HostTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    private static boolean isHost(TestClient client) {
        return VENUE.ask(client, "get-pending").has("pending");
    }

    @Test
    void isFollowedByTheLongestPresentThatIsConnected() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.knocks("eve");
        ann.next("pending-join-request");
        TestClient dan = VENUE.enters("dan", ann);
        VENUE.vanish(bob);
        ann.close();
        for (TestClient other : List.of(cid, dan)) {
            assertJson(other.next("user-left").json(), "{\"userId\":\"ann\"}");
            assertJson(other.next("host-changed").json(), "{\"userId\":\"cid\"}");
        }
        assertJson(
                cid.next("pending-join-request").json(),
                "{\"userId\":\"eve\",\"name\":\"name of eve\"}");
        assertThat(isHost(cid)).isTrue();
        assertThat(isHost(dan)).isFalse();
        assertThat(VENUE.told(dan, "pending-join-request")).isEmpty();
    }

    @Test
    void isFollowedOnlyAfterTheGraceTime() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.vanish(ann);
        VENUE.time.pass(14_999);
        assertThat(isHost(bob)).isFalse();
        VENUE.time.pass(1);
        assertJson(bob.next("host-changed").json(), "{\"userId\":\"bob\"}");
        assertJson(VENUE.join(VENUE.connect(), "ann"), "{\"status\":\"pending\"}");
    }

    @Test
    void isNotFollowedWhileThereIsAnother() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.ok(ann, "set-host", "userId", "cid", "isHost", true);
        ann.close();
        assertJson(bob.next("user-left").json(), "{\"userId\":\"ann\"}");
        assertThat(VENUE.told(bob, "host-changed")).isEmpty();
        assertThat(isHost(bob)).isFalse();
        assertThat(isHost(cid)).isTrue();
    }

    @Test
    void givesAndTakesTheRole() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.knocks("eve");
        assertThat(VENUE.error(bob, "set-host", "userId", "bob", "isHost", true))
                .isEqualTo("not-host");
        assertThat(VENUE.error(ann, "set-host", "userId", "eve", "isHost", true))
                .isEqualTo("not-found");
        assertThat(VENUE.error(ann, "set-host", "userId", "ann", "isHost", false))
                .isEqualTo("last-host");
        VENUE.ok(ann, "set-host", "userId", "bob", "isHost", true);
        for (TestClient everybody : List.of(ann, bob, cid)) {
            assertJson(everybody.next("host-state").json(), "{\"userId\":\"bob\",\"isHost\":true}");
        }
        bob.next("pending-join-request");
        VENUE.ok(bob, "set-host", "userId", "ann", "isHost", false);
        for (TestClient everybody : List.of(ann, bob, cid)) {
            assertJson(
                    everybody.next("host-state").json(), "{\"userId\":\"ann\",\"isHost\":false}");
        }
        assertThat(isHost(ann)).isFalse();
        assertThat(VENUE.error(bob, "set-host", "userId", "bob", "isHost", false))
                .isEqualTo("last-host");
        VENUE.ok(bob, "approve-join", "userId", "eve");
    }

    @Test
    void keepsTheHostKeyForTheLifeOfTheRoom() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        TestClient bob = VENUE.enters("bob", ann);
        ann.close();
        bob.next("host-changed");
        JSONObject again = VENUE.join(VENUE.connect(), "ann", "hostKey", key);
        assertThat(again.getBoolean("isHost")).isTrue();
        assertThat(again.has("hostKey")).isFalse();
        assertJson(bob.next("host-changed").json(), "{\"userId\":\"ann\"}");
        assertThat(isHost(bob)).isTrue();
        VENUE.ok(bob, "end-meeting");
        TestClient cid = VENUE.connect();
        assertThat(VENUE.join(cid, "cid").getString("hostKey")).isNotEqualTo(key);
        assertJson(VENUE.join(VENUE.connect(), "eve", "hostKey", key), "{\"status\":\"pending\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void endsTheMeetingForEverybody(String transport) {
        TestClient ann = VENUE.connect(transport);
        VENUE.join(ann, "ann");
        TestClient bob = VENUE.connect(transport);
        bob.enter(VENUE.room(), "bob", ann);
        TestClient eve = VENUE.connect(transport);
        VENUE.knocks(eve, "eve");
        bob.request("send-chat-message", VENUE.in("message", "bye"));
        assertThat(VENUE.error(bob, "end-meeting")).isEqualTo("not-host");
        assertThat(VENUE.error(eve, "end-meeting")).isEqualTo("not-host");
        VENUE.ok(ann, "end-meeting");
        assertThat(ann.next("host-left").arguments()).isEmpty();
        assertThat(bob.next("host-left").arguments()).isEmpty();
        assertThat(eve.next("join-denied").arguments()).isEmpty();
        assertThat(VENUE.figure("rooms")).isZero();
        assertThat(VENUE.error(ann, "get-pending")).isEqualTo("not-host");
        assertThat(VENUE.error(bob, "get-producers")).isEqualTo("not-ready");
        assertThat(VENUE.join(eve, "eve").has("hostKey")).as("a new room").isTrue();
        eve.emit("get-chat-history", VENUE.room());
        assertJson(eve.next("receive-chat-history").arguments().getFirst(), "[]");
    }

    @Test
    void endsTheRoomWithTheLastThatIsConnected() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient eve = VENUE.knocks("eve");
        VENUE.vanish(bob);
        assertThat(ann.acknowledged("leave-room", VENUE.in())).isEmpty();
        eve.next("join-denied");
        assertThat(VENUE.figure("rooms")).isZero();
    }

    @Test
    void endsTheRoomWhenNobodyComesBack() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient eve = VENUE.knocks("eve");
        VENUE.vanish(ann);
        VENUE.vanish(bob);
        VENUE.time.pass(15_000);
        eve.next("join-denied");
        assertThat(VENUE.figure("rooms")).isZero();
    }

    @Test
    void answersLeavingWhereverSomebodyIs() {
        TestClient ann = VENUE.opens("ann");
        TestClient nobody = VENUE.connect();
        assertThat(nobody.acknowledged("leave-room", VENUE.in())).isEmpty();
        assertThat(nobody.acknowledged("leave-room", TestClient.json("roomId", "x"))).isEmpty();
        assertThat(ann.acknowledged("leave-room", TestClient.json("roomId", "x"))).isEmpty();
        assertThat(isHost(ann)).as("still there").isTrue();
        assertThat(ann.acknowledged("leave-room", VENUE.in())).isEmpty();
        assertThat(ann.acknowledged("leave-room", VENUE.in())).isEmpty();
    }

    /** Who is host by its key is held to nothing any more. */
    @Test
    void freesWhoBecomesHostByItsKey() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.ok(ann, "mute-participant", "userId", "bob", "kind", "microphone");
        assertThat(VENUE.error(bob, "mute-state", "muted", false)).isEqualTo("muted-by-host");
        VENUE.join(bob, "bob", "hostKey", key);
        assertThat(bob.acknowledged("mute-state", VENUE.in("muted", false))).isEmpty();
        ann.next("mute-state");
        assertJson(ann.next("mute-state").json(), "{\"userId\":\"bob\",\"muted\":false}");
    }

    @Test
    void freesWhoFollowsAndWhoIsMadeHost() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.ok(ann, "mute-all");
        VENUE.ok(ann, "set-host", "userId", "cid", "isHost", true);
        assertThat(cid.acknowledged("mute-state", VENUE.in("muted", false))).isEmpty();
        VENUE.ok(ann, "set-host", "userId", "cid", "isHost", false);
        assertThat(VENUE.error(bob, "mute-state", "muted", false)).isEqualTo("muted-by-host");
        ann.close();
        bob.next("host-changed");
        assertThat(bob.acknowledged("mute-state", VENUE.in("muted", false))).isEmpty();
    }
}
