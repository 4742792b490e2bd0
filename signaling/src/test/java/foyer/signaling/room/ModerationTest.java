package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.MediaKind;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.MutedKind;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.RoomState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ModerationTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Room room = fixture.room;
    private final Moderation moderation = room.moderation();

    @Test
    void givesAndTakesTheHostRole() {
        fixture.enter("bob");
        assertThat(moderation.setHost("bob", true, fixture.effects::add)).isNull();
        assertThat(room.isHost("bob")).isTrue();
        assertThat(fixture.told("ann")).containsExactly(new Notice.HostState("bob", true));
        assertThat(fixture.told("bob")).containsExactly(new Notice.HostState("bob", true));
        assertThat(moderation.setHost("ann", false, fixture.effects::add)).isNull();
        assertThat(moderation.setHost("bob", false, fixture.effects::add))
                .isEqualTo(ErrorWord.LAST_HOST);
        assertThat(moderation.setHost("nobody", true, fixture.effects::add))
                .isEqualTo(ErrorWord.NOT_FOUND);
    }

    @Test
    void needsNoSuccessorWhileAnotherHostIsThere() {
        fixture.enter("bob", "cid");
        moderation.setHost("cid", true, fixture.effects::add);
        fixture.effects.clear();
        room.leave("ann", fixture.effects::add);
        assertThat(room.isHost("bob")).isFalse();
        assertThat(fixture.told("bob")).containsExactly(new Notice.UserLeft("ann"));
    }

    @Test
    void putsSomebodyOut() {
        fixture.enter("bob");
        assertThat(moderation.remove("bob", Afterwards.MAY_COME_BACK, fixture.effects::add))
                .isNull();
        assertThat(fixture.effects)
                .containsExactly(
                        new Effect.Tell("s-bob", new Notice.Removed(false)),
                        new Effect.EndMedia("bob"),
                        new Effect.Tell("s-ann", new Notice.UserLeft("bob")));
        assertThat(room.memberAt("s-bob")).isNull();
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
        assertThat(moderation.remove("zoe", Afterwards.KEPT_OUT, fixture.effects::add))
                .isEqualTo(ErrorWord.NOT_FOUND);
    }

    @Test
    void keepsOutByIdTokenAndAddress() {
        fixture.enter("bob");
        moderation.remove("bob", Afterwards.KEPT_OUT, fixture.effects::add);
        Entry keptOut = new Entry.Refused(ErrorWord.KEPT_OUT);
        String away = "198.51.100.9";
        assertThat(fixture.knock(knock("bob", "new", away, null))).isEqualTo(keptOut);
        assertThat(fixture.knock(knock("rob", "t-bob", away, null))).isEqualTo(keptOut);
        assertThat(fixture.knock(knock("rob", "new", RoomFixture.HERE, null))).isEqualTo(keptOut);
        assertThat(fixture.knock(knock("rob", "new", away, null)))
                .isEqualTo(new Entry.Waits("rob"));
    }

    @Test
    void letsOthersOfTheSameAddressInByAnInvite() {
        fixture.enter("bob");
        moderation.remove("bob", Afterwards.KEPT_OUT, fixture.effects::add);
        String token = room.door().createInvite(0, 0);
        assertThat(fixture.knock(knock("bob", "t-bob", RoomFixture.HERE, token)))
                .isEqualTo(new Entry.Refused(ErrorWord.KEPT_OUT));
        assertThat(fixture.knock(knock("cid", "t-cid", RoomFixture.HERE, token)))
                .isEqualTo(new Entry.Entered("cid", Entry.Way.INVITE));
    }

    private static Knock knock(
            String userId,
            String token,
            String address,
            @org.jspecify.annotations.Nullable String invite) {
        return new Knock("s-" + userId, userId, token, "name", invite, null, address);
    }

    @Test
    void forwardsNothingOfAMutedMicrophone() {
        fixture.enter("bob", "cid");
        fixture.publish("mic", "bob", MediaKind.AUDIO, false);
        fixture.publish("cam", "bob", MediaKind.VIDEO, false);
        fixture.effects.clear();
        assertThat(moderation.mute("bob", MutedKind.MICROPHONE, fixture.effects::add)).isNull();
        assertThat(fixture.effects)
                .containsExactly(
                        new Effect.Hold("bob", "mic"),
                        new Effect.Tell("s-bob", new Notice.MutedByHost(MutedKind.MICROPHONE)),
                        new Effect.Tell("s-ann", new Notice.MuteState("bob", true)),
                        new Effect.Tell("s-cid", new Notice.MuteState("bob", true)));
        assertThat(room.mute("bob", false, fixture.effects::add))
                .isEqualTo(ErrorWord.MUTED_BY_HOST);
    }

    @Test
    void holdsALaterProducerToo() {
        fixture.enter("bob");
        moderation.mute("bob", MutedKind.CAMERA, fixture.effects::add);
        fixture.publish("cam", "bob", MediaKind.VIDEO, false);
        assertThat(fixture.effects).contains(new Effect.Hold("bob", "cam"));
        assertThat(room.othersOf("ann")).noneMatch(entry -> entry.cameraOn());
    }

    @Test
    void opensAMicrophoneByItsOwnerOnceAHostAsked() {
        fixture.enter("bob");
        fixture.publish("mic", "bob", MediaKind.AUDIO, false);
        moderation.mute("bob", MutedKind.MICROPHONE, fixture.effects::add);
        fixture.effects.clear();
        assertThat(moderation.askToUnmute("bob", MutedKind.MICROPHONE, fixture.effects::add))
                .isNull();
        assertThat(fixture.effects)
                .containsExactly(
                        new Effect.Tell("s-bob", new Notice.UnmuteRequested(MutedKind.MICROPHONE)));
        assertThat(room.mute("bob", false, fixture.effects::add)).isNull();
        assertThat(fixture.effects).contains(new Effect.Release("bob", "mic"));
        moderation.mute("bob", MutedKind.MICROPHONE, fixture.effects::add);
        assertThat(room.mute("bob", false, fixture.effects::add))
                .isEqualTo(ErrorWord.MUTED_BY_HOST);
    }

    @Test
    void forwardsACameraAgainWhenAHostAsks() {
        fixture.enter("bob");
        fixture.publish("cam", "bob", MediaKind.VIDEO, false);
        moderation.mute("bob", MutedKind.CAMERA, fixture.effects::add);
        moderation.askToUnmute("bob", MutedKind.CAMERA, fixture.effects::add);
        assertThat(fixture.effects).contains(new Effect.Release("bob", "cam"));
        assertThat(room.othersOf("ann")).allMatch(entry -> entry.cameraOn());
    }

    @Test
    void mutesAllButTheHosts() {
        fixture.enter("bob", "cid");
        moderation.setHost("cid", true, fixture.effects::add);
        fixture.effects.clear();
        moderation.muteAll(fixture.effects::add);
        assertThat(fixture.told("bob"))
                .containsExactly(new Notice.MutedByHost(MutedKind.MICROPHONE));
        assertThat(fixture.told("cid")).containsExactly(new Notice.MuteState("bob", true));
        assertThat(fixture.told("ann")).containsExactly(new Notice.MuteState("bob", true));
    }

    @Test
    void freesWhoBecomesHost() {
        fixture.enter("bob");
        fixture.publish("mic", "bob", MediaKind.AUDIO, false);
        moderation.mute("bob", MutedKind.MICROPHONE, fixture.effects::add);
        moderation.setHost("bob", true, fixture.effects::add);
        assertThat(fixture.effects).contains(new Effect.Release("bob", "mic"));
        assertThat(room.mute("bob", false, fixture.effects::add)).isNull();
    }

    @Test
    void endsTheSharesOfGuestsThatMayNotShare() {
        fixture.enter("bob");
        fixture.publish("share", "bob", MediaKind.VIDEO, true);
        fixture.publish("own", "ann", MediaKind.VIDEO, true);
        fixture.effects.clear();
        moderation.allowSharing(false, fixture.effects::add);
        assertThat(fixture.effects)
                .contains(
                        new Effect.EndProducer("bob", "share"),
                        new Effect.Tell("s-bob", new Notice.MutedByHost(MutedKind.SCREEN)),
                        new Effect.Tell(
                                "s-ann", new Notice.RoomStateChanged(new RoomState(false, false))))
                .doesNotContain(new Effect.EndProducer("ann", "own"));
        var screen = JsonNodeFactory.instance.objectNode().put("isScreen", true);
        assertThat(room.stage().mayPublish("bob", MediaKind.VIDEO, screen)).isFalse();
        assertThat(room.stage().mayPublish("ann", MediaKind.VIDEO, screen)).isTrue();
        assertThat(
                        room.stage()
                                .mayPublish(
                                        "bob",
                                        MediaKind.VIDEO,
                                        JsonNodeFactory.instance.objectNode()))
                .isTrue();
    }

    @Test
    void saysAChangeOfTheRoomOnce() {
        moderation.lock(true, fixture.effects::add);
        moderation.lock(true, fixture.effects::add);
        assertThat(fixture.told("ann"))
                .containsExactly(new Notice.RoomStateChanged(new RoomState(true, true)));
    }

    @Test
    void endsTheMeetingForEverybody() {
        fixture.enter("bob");
        fixture.knock("cid");
        fixture.effects.clear();
        moderation.endMeeting(fixture.effects::add);
        assertThat(fixture.told("ann")).containsExactly(new Notice.HostLeft());
        assertThat(fixture.told("bob")).containsExactly(new Notice.HostLeft());
        assertThat(fixture.told("cid")).containsExactly(new Notice.JoinDenied());
        assertThat(fixture.effects).containsExactly(new Effect.EndRoom());
        assertThat(room.hasEnded()).isTrue();
    }
}
