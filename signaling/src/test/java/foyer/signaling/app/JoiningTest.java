package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.MediaException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of joins. */
class JoiningTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    private static Set<String> fields(JSONObject answer) {
        Set<String> names = new TreeSet<>();
        for (Iterator<?> keys = answer.keys(); keys.hasNext(); ) {
            names.add(String.valueOf(keys.next()));
        }
        return names;
    }

    private static final Set<String> JOINED =
            Set.of(
                    "routerRtpCapabilities",
                    "transportOptions",
                    "iceServers",
                    "participants",
                    "roomState",
                    "isHost");

    private static Set<String> joinedWith(String more) {
        Set<String> names = new TreeSet<>(JOINED);
        names.add(more);
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void makesTheRoomForTheFirst(String transport) throws Exception {
        JSONObject answer = VENUE.join(VENUE.connect(transport), "ann");
        assertThat(fields(answer)).isEqualTo(joinedWith("hostKey"));
        assertThat(answer.getBoolean("isHost")).isTrue();
        assertThat(answer.getString("hostKey")).matches("[A-Za-z0-9_-]{32}");
        assertJson(answer.get("participants"), "[]");
        assertJson(answer.get("roomState"), "{\"locked\":false,\"guestsMayShare\":true}");
    }

    @Test
    void makesWhoHasTheHostKeyHostAtOnce() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        TestClient bob = VENUE.enters("bob", ann);
        ann.next("user-joined");
        JSONObject answer = VENUE.join(VENUE.connect(), "cid", "hostKey", key);
        assertThat(fields(answer)).isEqualTo(JOINED);
        assertThat(answer.getBoolean("isHost")).isTrue();
        for (TestClient other : List.of(ann, bob)) {
            assertJson(
                    other.next("user-joined").json(),
                    "{\"userId\":\"cid\",\"name\":\"name of cid\"}");
            assertJson(other.next("host-changed").json(), "{\"userId\":\"cid\"}");
        }
        assertJson(
                VENUE.ask(bob, "get-producers").getJSONArray("participants").get(1),
                """
                {"userId":"cid","name":"name of cid","muted":false,"handRaised":false,
                 "isHost":true,"cameraOn":false,"sharing":false}
                """);
    }

    @Test
    void makesAWaitingGuestAndAMemberHostByTheKeyToo() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.knocks("cid");
        JSONObject guest = VENUE.join(cid, "cid", "hostKey", key);
        assertThat(guest.getBoolean("isHost")).isTrue();
        assertThat(guest.has("reconnected")).isFalse();
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"cid\"}");
        assertJson(ann.next("host-changed").json(), "{\"userId\":\"cid\"}");
        JSONObject member = VENUE.join(bob, "bob", "hostKey", key);
        assertThat(fields(member)).isEqualTo(joinedWith("reconnected"));
        assertThat(member.getBoolean("isHost")).isTrue();
        assertJson(ann.next("host-changed").json(), "{\"userId\":\"bob\"}");
    }

    @Test
    void takesAWrongHostKeyForAKnock() {
        TestClient ann = VENUE.opens("ann");
        for (Object key : List.of("A".repeat(32), "", 7, JSONObject.NULL)) {
            TestClient bob = VENUE.connect();
            assertJson(VENUE.join(bob, "bob", "hostKey", key), "{\"status\":\"pending\"}");
            ann.next("pending-join-request");
            VENUE.ok(ann, "deny-join", "userId", "bob");
            bob.next("join-denied");
        }
    }

    @Test
    void letsAnInviteInAsAGuest() throws Exception {
        TestClient ann = VENUE.opens("ann");
        JSONObject answer = VENUE.join(VENUE.connect(), "bob", "invite", VENUE.invite(ann));
        assertThat(fields(answer)).isEqualTo(joinedWith("bypassed"));
        assertThat(answer.getBoolean("isHost")).isFalse();
        assertThat(answer.getBoolean("bypassed")).isTrue();
        assertJson(ann.next("user-joined").json(), "{\"userId\":\"bob\",\"name\":\"name of bob\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void tellsEveryHostOfAKnockAndNobodyElse(String transport) throws Exception {
        TestClient ann = VENUE.connect(transport);
        String key = VENUE.join(ann, "ann").getString("hostKey");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.connect(transport);
        VENUE.join(cid, "cid", "hostKey", key);
        VENUE.knocks(VENUE.connect(transport), "dan");
        for (TestClient host : List.of(ann, cid)) {
            assertJson(
                    host.next("pending-join-request").json(),
                    "{\"userId\":\"dan\",\"name\":\"name of dan\"}");
        }
        assertThat(VENUE.told(bob, "pending-join-request")).isEmpty();
        assertThat(VENUE.seenBy(ann)).containsExactly("bob", "cid");
    }

    @Test
    void keepsSlotHandMuteAndRoleOfWhoComesBack() throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.ask(bob, "get-producers");
        bob.emit("hand-state", VENUE.in("handRaised", true));
        bob.emit("mute-state", VENUE.in("muted", true));
        bob.drain(VENUE.room());
        Set<String> before = VENUE.server.routers.latest().transports();
        VENUE.vanish(bob);
        JSONObject answer = VENUE.join(VENUE.connect(), "bob");
        assertThat(fields(answer)).isEqualTo(joinedWith("reconnected"));
        assertThat(answer.getBoolean("isHost")).isFalse();
        assertThat(VENUE.server.routers.latest().transports())
                .as("old media is closed")
                .hasSize(before.size());
        assertThat(before).doesNotContain(answer.getJSONObject("transportOptions").getString("id"));
        assertJson(
                VENUE.ask(ann, "get-producers").getJSONArray("participants"),
                """
                [{"userId":"bob","name":"name of bob","muted":true,"handRaised":true,
                  "isHost":false,"cameraOn":false,"sharing":false}]
                """);
        VENUE.vanish(ann);
        JSONObject host = VENUE.join(VENUE.connect(), "ann");
        assertThat(fields(host)).isEqualTo(joinedWith("reconnected"));
        assertThat(host.getBoolean("isHost")).isTrue();
    }

    @Test
    void sendsAReturningHostEveryPendingRequestAgain() {
        TestClient ann = VENUE.opens("ann");
        VENUE.knocks("bob");
        VENUE.vanish(ann);
        VENUE.knocks("cid");
        TestClient again = VENUE.connect();
        VENUE.join(again, "ann");
        assertJson(
                again.next("pending-join-request").json(),
                "{\"userId\":\"bob\",\"name\":\"name of bob\"}");
        assertJson(
                again.next("pending-join-request").json(),
                "{\"userId\":\"cid\",\"name\":\"name of cid\"}");
        VENUE.ok(again, "approve-join", "userId", "bob");
    }

    @Test
    void letsAGuestInWhomAHostLetInWhileItWasAway() throws Exception {
        TestClient ann = VENUE.opens("ann");
        VENUE.vanish(VENUE.knocks("bob"));
        VENUE.ok(ann, "approve-join", "userId", "bob");
        JSONObject answer = VENUE.join(VENUE.connect(), "bob");
        assertThat(fields(answer)).isEqualTo(JOINED);
        assertThat(answer.getBoolean("isHost")).isFalse();
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
    }

    @Test
    void refusesRoomIdsThatAreNone() {
        TestClient ann = VENUE.connect();
        for (Object id : List.of("", "a b", "a/b", "ä", "x".repeat(65), 7, JSONObject.NULL)) {
            VENUE.time.pass(5_000);
            assertJson(
                    ann.request("join-room", json("roomId", id, "name", "ann")),
                    "{\"error\":\"invalid-room-id\"}");
        }
        VENUE.time.pass(5_000);
        assertThat(ann.request("join-room", json("roomId", "-".repeat(64))).has("hostKey"))
                .isTrue();
    }

    @Test
    void refusesRoomsBeyondTheServersCap() {
        for (int i = 0; i < 5; i++) {
            assertThat(VENUE.connect().join("full-" + i, "ann").has("hostKey")).isTrue();
        }
        assertThat(VENUE.error(VENUE.connect(), "join-room")).isEqualTo("server-full");
        assertJson(VENUE.connect().join("full-0", "bob"), "{\"status\":\"pending\"}");
    }

    @Test
    void refusesParticipantsAndGuestsBeyondTheRoomsCaps() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        String invite = VENUE.invite(ann);
        VENUE.enters("bob", ann);
        VENUE.enters("cid", ann);
        for (String guest : List.of("g1", "g2", "g3")) {
            VENUE.knocks(guest);
        }
        assertThat(VENUE.join(VENUE.connect(), "g4").optString("error")).isEqualTo("room-full");
        VENUE.ok(ann, "approve-join", "userId", "g1");
        assertThat(VENUE.join(VENUE.connect(), "g4").optString("error"))
                .as("participants at their cap")
                .isEqualTo("room-full");
        assertThat(VENUE.join(VENUE.connect(), "g5", "invite", invite).optString("error"))
                .isEqualTo("room-full");
        assertThat(VENUE.join(VENUE.connect(), "g6", "hostKey", key).optString("error"))
                .isEqualTo("room-full");
        assertThat(VENUE.ask(ann, "get-invites").getJSONArray("invites").length())
                .as("an invite that did not help is not used up")
                .isEqualTo(1);
        assertThat(VENUE.error(ann, "approve-join", "userId", "g2")).isEqualTo("room-full");
        assertThat(VENUE.pending(ann)).contains("g2", "g3");
    }

    @Test
    void refusesEverybodyWhileThereIsNoMedia() throws Exception {
        try (TestServer broken = new TestServer("*")) {
            broken.routers.fail(new MediaException(MediaException.Reason.LIMIT, "full"));
            try (TestClient ann = new TestClient(broken.url(), "websocket")) {
                // Told in the log, as nobody but the operator can mend it.
                assertJson(ann.join("room", "ann"), "{\"error\":\"not-ready\"}");
                assertJson(
                        ann.request("get-pending", json("roomId", "room")),
                        "{\"error\":\"not-host\"}");
            }
        } finally {
            VENUE.expectLog("No media for a participant");
        }
    }

    @Test
    void limitsTheRateOfJoins() {
        TestClient ann = VENUE.opens("ann");
        VENUE.join(ann, "ann");
        VENUE.join(ann, "ann");
        assertJson(VENUE.join(ann, "ann"), "{\"error\":\"rate-limited\"}");
        VENUE.time.pass(5_000);
        assertThat(VENUE.join(ann, "ann").has("reconnected")).isTrue();
    }
}
