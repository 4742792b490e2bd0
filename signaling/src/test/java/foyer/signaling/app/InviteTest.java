package foyer.signaling.app;

import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One-time ways in. */
class InviteTest {
    private static final long DAY_MILLIS = 24 * 3_600_000L;

    @RegisterExtension static final Venue VENUE = Venue.small();

    private static String knock(String userId, Object invite) {
        JSONObject answer = VENUE.join(VENUE.connect(), userId, "invite", invite);
        return answer.optBoolean("bypassed") ? "in" : answer.optString("status");
    }

    private static JSONArray invites(TestClient host) {
        return VENUE.ask(host, "get-invites").optJSONArray("invites");
    }

    @Test
    void isEighteenRandomBytesForADay() throws Exception {
        TestClient ann = VENUE.opens("ann");
        assertJson(invites(ann), "[]");
        String token = VENUE.invite(ann);
        assertThat(token).matches("[A-Za-z0-9_-]{24}");
        JSONObject entry = invites(ann).getJSONObject(0);
        assertThat(entry.getString("token")).isEqualTo(token);
        assertThat(entry.getLong("expiresAt")).isEqualTo(VENUE.time.wallMillis() + DAY_MILLIS);
        VENUE.time.pass(DAY_MILLIS - 1);
        assertThat(knock("bob", token)).isEqualTo("in");
    }

    @Test
    void isGoodOnce() {
        TestClient ann = VENUE.opens("ann");
        String token = VENUE.invite(ann);
        assertThat(knock("bob", token)).isEqualTo("in");
        assertThat(knock("cid", token)).isEqualTo("pending");
        assertJson(invites(ann), "[]");
        assertThat(VENUE.error(ann, "revoke-invite", "token", token)).isEqualTo("not-found");
    }

    @Test
    void isNoGoodAfterADay() {
        TestClient ann = VENUE.opens("ann");
        String token = VENUE.invite(ann);
        VENUE.time.pass(DAY_MILLIS);
        assertThat(knock("bob", token)).isEqualTo("pending");
        assertThat(VENUE.error(ann, "revoke-invite", "token", token)).isEqualTo("not-found");
        assertJson(invites(ann), "[]");
    }

    @Test
    void isNoGoodOnceRevoked() {
        TestClient ann = VENUE.opens("ann");
        String token = VENUE.invite(ann);
        String other = VENUE.invite(ann);
        VENUE.ok(ann, "revoke-invite", "token", token);
        assertThat(VENUE.error(ann, "revoke-invite", "token", token)).isEqualTo("not-found");
        assertThat(knock("bob", token)).isEqualTo("pending");
        assertThat(knock("cid", other)).isEqualTo("in");
    }

    @Test
    void isAKnockWhenItIsNone() {
        VENUE.opens("ann");
        assertThat(knock("bob", "A".repeat(24))).isEqualTo("pending");
        assertThat(knock("cid", "__proto__")).isEqualTo("pending");
        assertThat(knock("dan", 7)).isEqualTo("pending");
    }

    @Test
    void opensOnlyItsOwnRoom() {
        TestClient ann = VENUE.opens("ann");
        TestClient eve = VENUE.connect();
        eve.join("elsewhere", "eve");
        String foreign =
                eve.request("create-invite", TestClient.json("roomId", "elsewhere"))
                        .optString("token");
        assertThat(foreign).hasSize(24);
        assertThat(knock("bob", foreign)).isEqualTo("pending");
        assertThat(VENUE.error(ann, "revoke-invite", "token", foreign)).isEqualTo("not-found");
        assertThat(VENUE.error(eve, "create-invite")).isEqualTo("not-host");
    }

    @Test
    void isForHostsToMakeSeeAndRevoke() {
        TestClient ann = VENUE.opens("ann");
        String token = VENUE.invite(ann);
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.knocks("cid");
        for (TestClient asker : Set.of(bob, cid, VENUE.connect())) {
            assertThat(VENUE.error(asker, "create-invite")).isEqualTo("not-host");
            assertThat(VENUE.error(asker, "get-invites")).isEqualTo("not-host");
            assertThat(VENUE.error(asker, "revoke-invite", "token", token)).isEqualTo("not-host");
        }
        assertThat(invites(ann).length()).isEqualTo(1);
    }

    @Test
    void existsTwentyTimesUnusedAtMost() {
        TestClient ann = VENUE.opens("ann");
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            tokens.add(VENUE.invite(ann));
            VENUE.time.pass(1_000);
        }
        assertThat(tokens).hasSize(20).doesNotContain("");
        assertThat(VENUE.error(ann, "create-invite")).isEqualTo("too-many-invites");
        String used = tokens.iterator().next();
        assertThat(knock("bob", used)).isEqualTo("in");
        VENUE.time.pass(1_000);
        assertThat(VENUE.invite(ann)).hasSize(24);
        assertThat(VENUE.error(ann, "create-invite")).isEqualTo("too-many-invites");
        VENUE.time.pass(DAY_MILLIS);
        assertThat(VENUE.invite(ann)).as("those of yesterday do not count").hasSize(24);
    }

    @Test
    void letsAGuestInThatKnocksAgainWithIt() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.knocks("bob");
        assertThat(VENUE.join(bob, "bob", "invite", VENUE.invite(ann)).optBoolean("bypassed"))
                .isTrue();
        assertJson(ann.next("pending-canceled").json(), "{\"userId\":\"bob\"}");
        assertThat(VENUE.seenBy(ann)).containsExactly("bob");
        assertThat(VENUE.error(ann, "approve-join", "userId", "bob")).isEqualTo("not-pending");
    }

    @Test
    void isNotUsedUpByWhoNeedsNone() {
        TestClient ann = VENUE.opens("ann");
        String token = VENUE.invite(ann);
        VENUE.join(ann, "ann", "invite", token);
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.join(bob, "bob", "invite", token);
        VENUE.ok(ann, "lock-room", "locked", true);
        VENUE.join(VENUE.connect(), "cid", "invite", token);
        assertThat(invites(ann).length()).isEqualTo(1);
    }

    @Test
    void endsWithTheRoom() {
        TestClient ann = VENUE.opens("ann");
        String token = VENUE.invite(ann);
        VENUE.ok(ann, "end-meeting");
        VENUE.join(ann, "ann");
        assertThat(knock("bob", token)).isEqualTo("pending");
    }
}
