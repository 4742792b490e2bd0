package foyer.signaling.app;

import static foyer.signaling.app.TestClient.parse;
import static foyer.signaling.app.Venue.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts do to others, and that it holds at the server. */
class ModerationTest {
    @RegisterExtension static final Venue VENUE = Venue.small();

    /** What a participant sends, and how a host names it. */
    enum Track {
        MICROPHONE("audio", "{}"),
        CAMERA("video", "{}"),
        SCREEN("video", "{\"isScreen\":true}");

        private final String media;
        private final String appData;

        Track(String media, String appData) {
            this.media = media;
            this.appData = appData;
        }

        String kind() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static JSONObject produce(TestClient client, Track track) {
        String transport =
                VENUE.ask(client, "create-send-transport")
                        .optJSONObject("transportOptions")
                        .optString("id");
        return client.request(
                "produce",
                parse(
                        """
                        {"roomId":"%s","transportId":"%s","kind":"%s","appData":%s,
                         "rtpParameters":{"codecs":[{"mimeType":"%s","payloadType":96,
                          "clockRate":48000,"parameters":{},"rtcpFeedback":[]}],
                          "headerExtensions":[],"encodings":[{"ssrc":1}],"rtcp":{"cname":"c"}}}
                        """
                                .formatted(
                                        VENUE.room(),
                                        transport,
                                        track.media,
                                        track.appData,
                                        track == Track.MICROPHONE ? "audio/opus" : "video/VP8")));
    }

    private static List<String> calls(String producerId) {
        return VENUE.server.routers.latest().calls().stream()
                .filter(call -> call.matches("(pause|resume|close)Producer " + producerId))
                .map(call -> call.substring(0, call.indexOf("Producer")))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Track.class)
    void forwardsNothingOfWhomAHostMutes(Track track) {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        String running = produce(bob, track).optString("id");
        assertThat(VENUE.error(bob, "mute-participant", "userId", "ann", "kind", track.kind()))
                .isEqualTo("not-host");
        assertThat(VENUE.error(ann, "mute-participant", "userId", "eve", "kind", track.kind()))
                .isEqualTo("not-found");
        VENUE.ok(ann, "mute-participant", "userId", "bob", "kind", track.kind());
        assertJson(bob.next("muted-by-host").json(), "{\"kind\":\"" + track.kind() + "\"}");
        assertThat(calls(running)).containsExactly("pause");
        String later = produce(bob, track).optString("id");
        assertThat(calls(later)).as("a later one").containsExactly("pause");
        Track other = track == Track.CAMERA ? Track.SCREEN : Track.CAMERA;
        assertThat(calls(produce(bob, other).optString("id"))).isEmpty();

        VENUE.ok(ann, "ask-to-unmute", "userId", "bob", "kind", track.kind());
        assertJson(bob.next("unmute-requested").json(), "{\"kind\":\"" + track.kind() + "\"}");
        if (track == Track.MICROPHONE) {
            assertThat(calls(later)).as("until it says so itself").containsExactly("pause");
            assertThat(bob.acknowledged("mute-state", VENUE.in("muted", false))).isEmpty();
        }
        assertThat(calls(running)).containsExactly("pause", "resume");
        assertThat(calls(later)).containsExactly("pause", "resume");
    }

    @Test
    void keepsAMicrophoneMutedUntilAHostAsks() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.ok(ann, "mute-participant", "userId", "bob", "kind", "microphone");
        assertJson(cid.next("mute-state").json(), "{\"userId\":\"bob\",\"muted\":true}");
        bob.emit("mute-state", VENUE.in("muted", false));
        assertThat(VENUE.error(bob, "mute-state", "muted", false)).isEqualTo("muted-by-host");
        assertThat(VENUE.told(cid, "mute-state")).isEmpty();
        VENUE.ok(ann, "ask-to-unmute", "userId", "bob", "kind", "microphone");
        assertThat(VENUE.told(cid, "mute-state")).isEmpty();
        VENUE.ok(ann, "mute-participant", "userId", "bob", "kind", "microphone");
        assertThat(VENUE.error(bob, "mute-state", "muted", false))
                .as("muted once more")
                .isEqualTo("muted-by-host");
        VENUE.ok(ann, "ask-to-unmute", "userId", "bob", "kind", "microphone");
        assertThat(bob.acknowledged("mute-state", VENUE.in("muted", false))).isEmpty();
        assertJson(cid.next("mute-state").json(), "{\"userId\":\"bob\",\"muted\":false}");
    }

    @Test
    void holdsWhoComesBackToo() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.ok(ann, "mute-participant", "userId", "bob", "kind", "camera");
        VENUE.vanish(bob);
        TestClient again = VENUE.connect();
        VENUE.join(again, "bob");
        assertThat(calls(produce(again, Track.CAMERA).optString("id"))).containsExactly("pause");
        assertThat(VENUE.ask(ann, "get-producers").optString("participants"))
                .contains("\"cameraOn\":false");
    }

    @Test
    void mutesEverybodyWhoIsNoHost() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        VENUE.ok(ann, "set-host", "userId", "cid", "isHost", true);
        String hosts = produce(cid, Track.MICROPHONE).optString("id");
        assertThat(VENUE.error(bob, "mute-all")).isEqualTo("not-host");
        VENUE.ok(ann, "mute-all");
        assertJson(bob.next("muted-by-host").json(), "{\"kind\":\"microphone\"}");
        assertThat(VENUE.told(cid, "muted-by-host")).isEmpty();
        assertThat(VENUE.told(ann, "muted-by-host")).isEmpty();
        assertThat(calls(hosts)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void removesWhoMayKnockAgain(String transport) {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.connect(transport);
        bob.enter(VENUE.room(), "bob", ann);
        TestClient cid = VENUE.enters("cid", ann);
        produce(bob, Track.CAMERA);
        assertThat(VENUE.error(bob, "remove-participant", "userId", "ann")).isEqualTo("not-host");
        assertThat(VENUE.error(ann, "remove-participant", "userId", "eve")).isEqualTo("not-found");
        VENUE.ok(ann, "remove-participant", "userId", "bob");
        assertJson(bob.next("removed").json(), "{\"keptOut\":false}");
        assertJson(cid.next("user-left").json(), "{\"userId\":\"bob\"}");
        assertThat(VENUE.error(bob, "get-producers")).isEqualTo("not-ready");
        assertThat(VENUE.server.routers.latest().producers()).isEmpty();
        VENUE.knocks(bob, "bob");
    }

    @Test
    void keepsOutByIdTokenAndAddress() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        TestClient bob = VENUE.enters("bob", ann);
        TestClient gus = VENUE.knocks("gus");
        VENUE.ok(ann, "remove-participant", "userId", "bob", "keepOut", true);
        assertJson(bob.next("removed").json(), "{\"keptOut\":true}");
        String invite = VENUE.invite(ann);
        assertThat(VENUE.join(bob, "bob").optString("error")).isEqualTo("kept-out");
        assertThat(VENUE.join(bob, "bob", "invite", invite).optString("error"))
                .as("not even with an invite")
                .isEqualTo("kept-out");
        assertThat(
                        VENUE.join(
                                        VENUE.connect(),
                                        "new",
                                        "sessionToken",
                                        "token-of-bob",
                                        "invite",
                                        invite)
                                .optString("error"))
                .isEqualTo("kept-out");
        assertThat(VENUE.join(VENUE.connect(), "eve").optString("error"))
                .as("the same address")
                .isEqualTo("kept-out");
        assertThat(VENUE.join(VENUE.connect(), "fay", "invite", invite).optBoolean("bypassed"))
                .as("the same address, invited")
                .isTrue();
        VENUE.ok(ann, "approve-join", "userId", "gus");
        gus.next("join-approved");
        VENUE.ok(ann, "remove-participant", "userId", "fay");
        assertThat(VENUE.join(VENUE.connect(), "bob", "hostKey", key).optBoolean("isHost"))
                .isTrue();
        VENUE.ok(ann, "end-meeting");
        TestClient next = VENUE.connect();
        assertThat(VENUE.join(next, "zoe").has("hostKey")).as("a new room").isTrue();
        TestClient again = VENUE.connect();
        assertJson(
                VENUE.join(again, "eve", "sessionToken", "token-of-bob"),
                "{\"status\":\"pending\"}");
    }

    @Test
    void letsNobodyNewIntoALockedRoom() throws Exception {
        TestClient ann = VENUE.connect();
        String key = VENUE.join(ann, "ann").getString("hostKey");
        String invite = VENUE.invite(ann);
        TestClient bob = VENUE.enters("bob", ann);
        TestClient gus = VENUE.knocks("gus");
        assertThat(VENUE.error(bob, "lock-room", "locked", true)).isEqualTo("not-host");
        VENUE.ok(ann, "lock-room", "locked", true);
        for (TestClient everybody : List.of(ann, bob)) {
            assertJson(
                    everybody.next("room-state").json(),
                    "{\"locked\":true,\"guestsMayShare\":true}");
        }
        assertThat(VENUE.join(VENUE.connect(), "eve").optString("error")).isEqualTo("room-locked");
        assertThat(VENUE.join(VENUE.connect(), "eve", "invite", invite).optString("error"))
                .isEqualTo("room-locked");
        assertJson(VENUE.join(gus, "gus", "invite", invite), "{\"status\":\"pending\"}");
        VENUE.ok(ann, "approve-join", "userId", "gus");
        assertJson(
                gus.next("join-approved").json().get("roomState"),
                "{\"locked\":true,\"guestsMayShare\":true}");
        assertThat(VENUE.join(VENUE.connect(), "zoe", "hostKey", key).optBoolean("isHost"))
                .isTrue();
        VENUE.vanish(bob);
        assertThat(VENUE.join(VENUE.connect(), "bob").optBoolean("reconnected")).isTrue();
        VENUE.ok(ann, "remove-participant", "userId", "zoe");
        VENUE.ok(ann, "lock-room", "locked", false);
        assertThat(VENUE.join(VENUE.connect(), "eve", "invite", invite).optBoolean("bypassed"))
                .as("the invite was not used up")
                .isTrue();
    }

    @Test
    void endsAndRefusesSharesOfGuests() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        String share = produce(bob, Track.SCREEN).optString("id");
        String camera = produce(bob, Track.CAMERA).optString("id");
        String hosts = produce(ann, Track.SCREEN).optString("id");
        assertThat(VENUE.error(bob, "allow-sharing", "allowed", false)).isEqualTo("not-host");
        VENUE.ok(ann, "allow-sharing", "allowed", false);
        assertJson(bob.next("room-state").json(), "{\"locked\":false,\"guestsMayShare\":false}");
        assertJson(bob.next("muted-by-host").json(), "{\"kind\":\"screen\"}");
        assertThat(VENUE.server.routers.latest().producers())
                .contains(camera, hosts)
                .doesNotContain(share);
        assertJson(produce(bob, Track.SCREEN), "{\"error\":\"not-allowed\"}");
        assertThat(produce(bob, Track.CAMERA).has("id")).isTrue();
        assertThat(produce(ann, Track.SCREEN).has("id")).isTrue();
        VENUE.ok(ann, "allow-sharing", "allowed", true);
        assertThat(produce(bob, Track.SCREEN).has("id")).isTrue();
    }

    /** Who is host no more is a guest, also with its running share. */
    @Test
    void endsTheShareOfAHostThatIsNoneAnyMore() {
        TestClient ann = VENUE.opens("ann");
        TestClient bob = VENUE.enters("bob", ann);
        VENUE.ok(ann, "set-host", "userId", "bob", "isHost", true);
        VENUE.ok(ann, "allow-sharing", "allowed", false);
        produce(bob, Track.SCREEN);
        VENUE.ok(ann, "set-host", "userId", "bob", "isHost", false);
        assertThat(VENUE.server.routers.latest().producers()).isEmpty();
        assertJson(bob.next("muted-by-host").json(), "{\"kind\":\"screen\"}");
        assertJson(produce(bob, Track.SCREEN), "{\"error\":\"not-allowed\"}");
    }
}
