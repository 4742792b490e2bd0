package foyer.signaling.app;

import static foyer.signaling.app.TestClient.soon;
import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits, and how it ends. */
class WaitingRoomTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    /** Another host of the room that this one is host of. */
    private static TestClient secondHost(TestClient host) {
        TestClient zoe = VENUE.enters("zoe", host);
        VENUE.ok(host, "set-host", "userId", "zoe", "isHost", true);
        zoe.next("host-state");
        return zoe;
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void letsInWhomAHostApproves(String transport) throws Exception {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect(transport);
        VENUE.knocks(bob, "bob");
        VENUE.ok(ann, "approve-join", "userId", "bob");
        JSONObject joined = bob.next("join-approved").json();
        assertThat(joined.getBoolean("isHost")).isFalse();
        assertThat(joined.has("hostKey")).isFalse();
        assertThat(joined.getJSONObject("routerRtpCapabilities").has("codecs")).isTrue();
        assertThat(joined.getJSONObject("transportOptions").getString("id"))
                .startsWith("transport-");
        assertJson(joined.get("roomState"), "{\"locked\":false,\"guestsMayShare\":true}");
        assertJson(
                joined.get("participants"),
                """
                [{"userId":"ann","name":"name of ann","muted":false,"handRaised":false,
                  "isHost":true,"cameraOn":false,"sharing":false}]
                """);
        assertJson(ann.next("user-joined").json(), "{\"userId\":\"bob\",\"name\":\"name of bob\"}");
        assertThat(VENUE.error(ann, "approve-join", "userId", "bob")).isEqualTo("not-pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void turnsAwayWhomAHostDenies(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect(transport);
        VENUE.knocks(bob, "bob");
        VENUE.ok(ann, "deny-join", "userId", "bob");
        assertThat(bob.next("join-denied").arguments()).isEmpty();
        assertThat(bob.isConnected()).isTrue();
        assertThat(VENUE.error(ann, "deny-join", "userId", "bob")).isEqualTo("not-pending");
        assertThat(VENUE.error(ann, "approve-join", "userId", "bob")).isEqualTo("not-pending");
        VENUE.knocks(bob, "bob");
    }

    @Test
    void keepsADeniedGuestOutForGood() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.knocks("bob");
        VENUE.ok(ann, "deny-join", "userId", "bob", "keepOut", true);
        bob.next("join-denied");
        assertThat(VENUE.join(bob, "bob").optString("error")).isEqualTo("kept-out");
        assertThat(VENUE.join(VENUE.connect(), "bob", "sessionToken", "new").optString("error"))
                .isEqualTo("kept-out");
    }

    @Test
    void letsAMemberAnswerNobody() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.knocks("cid");
        for (TestClient asker : List.of(bob, cid, VENUE.connect())) {
            for (String event : List.of("approve-join", "deny-join", "admit-all", "get-pending")) {
                assertThat(VENUE.error(asker, event, "userId", "cid")).isEqualTo("not-host");
            }
        }
        assertJson(VENUE.pending(ann), "[{\"userId\":\"cid\",\"name\":\"name of cid\"}]");
    }

    @Test
    void admitsAllUntilTheRoomIsFull() throws Exception {
        TestClient ann = VENUE.opens("ann");
        VENUE.enters("bob", ann);
        List<TestClient> guests =
                List.of(VENUE.knocks("g1"), VENUE.knocks("g2"), VENUE.knocks("g3"));
        assertJson(VENUE.ask(ann, "admit-all"), "{\"ok\":true,\"admitted\":2}");
        guests.get(0).next("join-approved");
        guests.get(1).next("join-approved");
        assertJson(VENUE.pending(ann), "[{\"userId\":\"g3\",\"name\":\"name of g3\"}]");
        assertJson(VENUE.ask(ann, "admit-all"), "{\"ok\":true,\"admitted\":0}");
        guests.get(0).acknowledged("leave-room", VENUE.in());
        assertJson(VENUE.ask(ann, "admit-all"), "{\"ok\":true,\"admitted\":1}");
        guests.get(2).next("join-approved");
        assertJson(VENUE.pending(ann), "[]");
        assertThat(VENUE.seenBy(ann)).containsExactly("bob", "g2", "g3");
    }

    @Test
    void tellsTheOtherHostsOnlyWhenOneAnswered() {
        TestClient ann = VENUE.opens("ann");
        TestClient zoe = secondHost(ann);
        VENUE.knocks("bob");
        VENUE.knocks("cid");
        VENUE.ok(ann, "approve-join", "userId", "bob");
        assertJson(zoe.next("pending-canceled").json(), "{\"userId\":\"bob\"}");
        VENUE.ok(zoe, "deny-join", "userId", "cid");
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"cid\"}");
        assertThat(VENUE.told(ann, "pending-canceled")).isEmpty();
        assertThat(VENUE.told(zoe, "pending-canceled")).isEmpty();
    }

    @Test
    void doesNotFillTheRoomWithWhoWaits() {
        TestClient ann = VENUE.opens("ann");
        VENUE.enters("bob", ann);
        for (String guest : List.of("g1", "g2", "g3")) {
            VENUE.knocks(guest);
        }
        assertThat(VENUE.join(VENUE.connect(), "g4").optString("error")).isEqualTo("room-full");
        for (String invited : List.of("i1", "i2")) {
            assertThat(
                            VENUE.join(VENUE.connect(), invited, "invite", VENUE.invite(ann))
                                    .optBoolean("bypassed"))
                    .isTrue();
        }
        assertThat(VENUE.seenBy(ann)).containsExactly("bob", "i1", "i2");
        assertThat(VENUE.error(ann, "approve-join", "userId", "g1")).isEqualTo("room-full");
    }

    @Test
    void letsNobodyOverwriteAGuest() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.knocks("bob");
        TestClient eve = VENUE.connect();
        assertThat(
                        VENUE.join(eve, "bob", "sessionToken", "wrong", "name", "Eve")
                                .optString("error"))
                .isEqualTo("identity-conflict");
        assertThat(
                        VENUE.connect()
                                .request("join-room", VENUE.in("participantId", "bob"))
                                .optString("error"))
                .isEqualTo("identity-conflict");
        assertThat(
                        VENUE.join(
                                        VENUE.connect(),
                                        "bob",
                                        "sessionToken",
                                        "wrong",
                                        "invite",
                                        VENUE.invite(ann))
                                .optString("error"))
                .as("an invite proves nobody's identity")
                .isEqualTo("identity-conflict");
        assertJson(VENUE.pending(ann), "[{\"userId\":\"bob\",\"name\":\"name of bob\"}]");
        VENUE.ok(ann, "approve-join", "userId", "bob");
        bob.next("join-approved");
        assertThat(VENUE.error(eve, "get-producers")).isEqualTo("not-ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void givesThePlaceToTheNewestSocketWithTheToken(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient old = VENUE.connect(transport);
        VENUE.knocks(old, "bob");
        ann.next("pending-join-request");
        TestClient newer = VENUE.connect(transport);
        VENUE.knocks(newer, "bob");
        assertThat(old.next("session-replaced").arguments()).isEmpty();
        soon().until(() -> !old.isConnected());
        VENUE.time.pass(60_000);
        assertThat(VENUE.told(ann, "pending-canceled")).isEmpty();
        VENUE.ok(ann, "approve-join", "userId", "bob");
        newer.next("join-approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void keepsThePlaceOfALostSocketForTheGraceTime(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect(transport);
        VENUE.knocks(bob, "bob");
        VENUE.vanish(bob);
        VENUE.time.pass(14_999);
        assertThat(VENUE.told(ann, "pending-canceled")).isEmpty();
        TestClient again = VENUE.connect(transport);
        VENUE.knocks(again, "bob");
        VENUE.time.pass(60_000);
        assertThat(ann.drain(VENUE.room())).as("the same request").isEmpty();
        VENUE.ok(ann, "approve-join", "userId", "bob");
        again.next("join-approved");
    }

    @Test
    void forgetsALostGuestAfterTheGraceTime() {
        TestClient ann = VENUE.opens("ann");
        VENUE.vanish(VENUE.knocks("bob"));
        VENUE.time.pass(15_000);
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"bob\"}");
        assertThat(VENUE.error(ann, "approve-join", "userId", "bob")).isEqualTo("not-pending");
        assertJson(VENUE.pending(ann), "[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void tellsAtOnceOfAGuestThatGoes(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect(transport);
        VENUE.knocks(bob, "bob");
        bob.close();
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"bob\"}");
        TestClient cid = VENUE.connect(transport);
        VENUE.knocks(cid, "cid");
        assertThat(cid.acknowledged("leave-room", VENUE.in())).isEmpty();
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"cid\"}");
        assertJson(VENUE.pending(ann), "[]");
    }

    @Test
    void keepsAnApprovalForAGuestThatIsAway() {
        TestClient ann = VENUE.opens("ann");
        VENUE.vanish(VENUE.knocks("bob"));
        VENUE.vanish(VENUE.knocks("cid"));
        VENUE.ok(ann, "approve-join", "userId", "bob");
        assertThat(VENUE.error(ann, "deny-join", "userId", "bob")).isEqualTo("not-pending");
        assertJson(VENUE.pending(ann), "[{\"userId\":\"cid\",\"name\":\"name of cid\"}]");
        assertJson(VENUE.ask(ann, "admit-all"), "{\"ok\":true,\"admitted\":1}");
        VENUE.time.pass(14_000);
        assertThat(VENUE.seenBy(ann)).isEmpty();
        assertThat(VENUE.join(VENUE.connect(), "bob", "sessionToken", "x").optString("error"))
                .as("it is the approved one's alone")
                .isEqualTo("identity-conflict");
        assertThat(VENUE.join(VENUE.connect(), "bob").has("transportOptions")).isTrue();
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        VENUE.time.pass(1_000);
        VENUE.knocks("cid");
        assertThat(VENUE.pending(ann)).as("the approval was forgotten").contains("cid");
    }

    @Test
    void answersForAGuestThatCannotComeBack() {
        TestClient ann = VENUE.opens("ann");
        TestClient zoe = secondHost(ann);
        TestClient bob = VENUE.connect();
        bob.request("join-room", VENUE.in("participantId", "bob"));
        VENUE.vanish(bob);
        assertThat(VENUE.error(ann, "approve-join", "userId", "bob")).isEqualTo("socket-gone");
        assertJson(zoe.next("pending-canceled").json(), "{\"userId\":\"bob\"}");
        assertThat(VENUE.error(ann, "approve-join", "userId", "bob")).isEqualTo("not-pending");
    }

    @Test
    void turnsEverybodyAwayWhenTheRoomEnds() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.knocks("bob");
        TestClient cid = VENUE.knocks("cid");
        ann.close();
        bob.next("join-denied");
        cid.next("join-denied");
        assertThat(VENUE.join(cid, "cid").has("hostKey")).as("a new room").isTrue();
    }

    @Test
    void tellsAHostOfTheNewNameOfWhoWaits() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.knocks("bob");
        ann.next("pending-join-request");
        VENUE.join(bob, "bob", "name", "Robert");
        assertJson(
                ann.next("pending-join-request").json(),
                "{\"userId\":\"bob\",\"name\":\"Robert\"}");
        assertJson(VENUE.pending(ann), "[{\"userId\":\"bob\",\"name\":\"Robert\"}]");
    }
}
