package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.ChatMessage;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class RoomTest {
    private static final long GRACE = 15_000;

    private final Room room = new Room(Limits.ofParticipants(3));
    private final List<Effect> effects = new ArrayList<>();

    private Entry join(String socketId, String userId, @Nullable String token) {
        return room.join(new Knock(socketId, userId, token, "name of " + userId), effects::add);
    }

    private void three() {
        join("s1", "ann", "ta");
        join("s2", "bob", "tb");
        join("s3", "cid", "tc");
        effects.clear();
    }

    private static Effect tell(String socketId, Notice notice) {
        return new Effect.Tell(socketId, notice);
    }

    @Test
    void makesTheFirstOneHost() {
        assertThat(join("s1", "ann", "t")).isEqualTo(new Entry.Entered("ann"));
        assertThat(room.isHost("ann")).isTrue();
        assertThat(effects).isEmpty();
    }

    @Test
    void tellsTheOthersWhoJoined() {
        join("s1", "ann", "t");
        join("s2", "bob", "t");
        assertThat(room.isHost("bob")).isFalse();
        assertThat(effects)
                .containsExactly(tell("s1", new Notice.UserJoined("bob", "name of bob")));
        assertThat(room.othersOf("bob"))
                .containsExactly(new ParticipantEntry("ann", "name of ann", false, false));
    }

    @Test
    void isFullAtItsCapAndCountsWhoMayComeBack() {
        three();
        room.disconnect("s3", Departure.LOST, 0, effects::add);
        assertThat(join("s4", "dan", "t")).isEqualTo(new Entry.Refused(ErrorWord.ROOM_FULL));
        assertThat(join("s5", "cid", "tc")).isEqualTo(new Entry.Returned("cid"));
    }

    @Test
    void refusesAKnownIdWithoutItsToken() {
        join("s1", "ann", "ta");
        Entry conflict = new Entry.Refused(ErrorWord.IDENTITY_CONFLICT);
        assertThat(join("s2", "ann", "wrong")).isEqualTo(conflict);
        assertThat(join("s2", "ann", null)).isEqualTo(conflict);
        assertThat(effects).isEmpty();
    }

    @Test
    void knowsAGuestWithoutTokenByItsSocketOnly() {
        join("s1", "s1", null);
        assertThat(join("s2", "s1", null))
                .isEqualTo(new Entry.Refused(ErrorWord.IDENTITY_CONFLICT));
        assertThat(join("s2", "s1", "guessed"))
                .isEqualTo(new Entry.Refused(ErrorWord.IDENTITY_CONFLICT));
        assertThat(join("s1", "s1", null)).isEqualTo(new Entry.Returned("s1"));
    }

    @Test
    void keepsHandMuteAndHostForWhoComesBack() {
        three();
        room.mute("ann", true, effects::add);
        room.raiseHand("ann", true, effects::add);
        room.disconnect("s1", Departure.LOST, 0, effects::add);
        join("s9", "ann", "ta");
        assertThat(room.isHost("ann")).isTrue();
        assertThat(room.othersOf("bob"))
                .contains(new ParticipantEntry("ann", "name of ann", true, true));
    }

    @Test
    void tellsMuteAndHandToTheOthersOnly() {
        three();
        room.mute("bob", true, effects::add);
        room.raiseHand("bob", true, effects::add);
        assertThat(effects)
                .containsExactly(
                        tell("s1", new Notice.MuteState("bob", true)),
                        tell("s3", new Notice.MuteState("bob", true)),
                        tell("s1", new Notice.HandState("bob", true)),
                        tell("s3", new Notice.HandState("bob", true)));
    }

    @Test
    void keepsALostSlotForTheGraceTimeOnly() {
        three();
        room.disconnect("s3", Departure.LOST, 1_000, effects::add);
        assertThat(effects).isEmpty();
        assertThat(room.othersOf("ann"))
                .extracting(ParticipantEntry::userId)
                .containsExactly("bob");
        assertThat(room.nextDeadlineMillis()).isEqualTo(OptionalLong.of(1_000 + GRACE));

        room.onDeadline(1_000 + GRACE - 1, effects::add);
        assertThat(effects).isEmpty();
        room.onDeadline(1_000 + GRACE, effects::add);
        assertThat(effects)
                .containsExactly(
                        new Effect.EndMedia("cid"),
                        tell("s1", new Notice.UserLeft("cid")),
                        tell("s2", new Notice.UserLeft("cid")));
        assertThat(room.nextDeadlineMillis()).isEmpty();
    }

    @Test
    void letsACleanDisconnectGoAtOnce() {
        three();
        room.disconnect("s3", Departure.CLEAN, 0, effects::add);
        assertThat(effects).contains(tell("s1", new Notice.UserLeft("cid")));
        assertThat(room.size()).isEqualTo(2);
    }

    @Test
    void announcesWhoComesBackFromAwayButNotWhoOnlyChangedSockets() {
        three();
        join("s9", "cid", "tc");
        assertThat(effects)
                .containsExactly(new Effect.DropSocket("s3"), new Effect.EndMedia("cid"));
        effects.clear();

        room.disconnect("s9", Departure.LOST, 0, effects::add);
        join("s10", "cid", "tc");
        assertThat(effects)
                .containsExactly(
                        new Effect.EndMedia("cid"),
                        tell("s1", new Notice.UserJoined("cid", "name of cid")),
                        tell("s2", new Notice.UserJoined("cid", "name of cid")));
    }

    @Test
    void isNotChangedByAStaleSocket() {
        three();
        join("s9", "cid", "tc");
        effects.clear();
        room.disconnect("s3", Departure.CLEAN, 0, effects::add);
        room.disconnect("s3", Departure.LOST, 0, effects::add);
        assertThat(effects).isEmpty();
        assertThat(room.memberAt("s9")).isEqualTo(new Member("cid", "name of cid"));
        assertThat(room.memberAt("s3")).isNull();
    }

    @Test
    void letsThePageOfAParticipantSayGoodbyeWithItsToken() {
        three();
        room.leaveByToken("cid", "wrong", effects::add);
        assertThat(effects).isEmpty();
        room.leaveByToken("cid", "tc", effects::add);
        assertThat(effects).contains(tell("s1", new Notice.UserLeft("cid")));
    }

    @Test
    void makesTheLongestPresentConnectedParticipantHost() {
        three();
        room.disconnect("s2", Departure.LOST, 0, effects::add);
        room.disconnect("s1", Departure.LOST, 0, effects::add);
        assertThat(room.isHost("ann")).isTrue();
        join("s8", "bob", "tb");
        effects.clear();

        room.onDeadline(GRACE, effects::add);
        assertThat(room.isHost("bob")).isTrue();
        assertThat(effects)
                .contains(
                        tell("s8", new Notice.HostChanged("bob")),
                        tell("s3", new Notice.HostChanged("bob")));
    }

    @Test
    void passesOverWhoIsAwayWhenTheHostLeaves() {
        three();
        room.disconnect("s2", Departure.LOST, 0, effects::add);
        room.leave("ann", effects::add);
        assertThat(room.isHost("cid")).isTrue();
    }

    @Test
    void endsWhenTheHostIsGoneAndNobodyIsConnected() {
        three();
        room.leave("cid", effects::add);
        room.disconnect("s2", Departure.LOST, 0, effects::add);
        room.leave("ann", effects::add);
        assertThat(effects).endsWith(new Effect.EndRoom());
        assertThat(room.hasEnded()).isTrue();
    }

    @Test
    void waitsForALostHostWhoIsAlone() {
        join("s1", "ann", "t");
        room.disconnect("s1", Departure.LOST, 0, effects::add);
        assertThat(room.hasEnded()).isFalse();
        room.onDeadline(GRACE, effects::add);
        assertThat(room.hasEnded()).isTrue();
    }

    @Test
    void endsOnceWhenEverybodyIsOverdue() {
        three();
        room.disconnect("s1", Departure.LOST, 0, effects::add);
        room.disconnect("s2", Departure.LOST, 0, effects::add);
        room.disconnect("s3", Departure.LOST, 0, effects::add);
        effects.clear();
        room.onDeadline(GRACE, effects::add);
        assertThat(effects).containsOnlyOnce(new Effect.EndRoom()).endsWith(new Effect.EndRoom());
    }

    @Test
    void relaysChatToEverybodyWithTheServersFacts() {
        three();
        room.say(new Member("bob", "name of bob"), "ciphertext", 99, effects::add);
        ChatMessage message = new ChatMessage("name of bob", "bob", "ciphertext", 99);
        assertThat(effects)
                .containsExactly(
                        tell("s1", new Notice.ChatReceived(message)),
                        tell("s2", new Notice.ChatReceived(message)),
                        tell("s3", new Notice.ChatReceived(message)));
        assertThat(room.chatHistory()).containsExactly(message);
    }

    @Test
    void keepsTheLastTwoHundredMessages() {
        three();
        for (int i = 0; i < 205; i++) {
            room.say(new Member("bob", "Bob"), "m" + i, i, effects::add);
        }
        assertThat(room.chatHistory()).hasSize(200);
        assertThat(room.chatHistory().getFirst().message()).isEqualTo("m5");
    }

    @Test
    void tellsTheSpeakerAtMostEvery800Millis() {
        three();
        publish("pa", "ann");
        publish("pb", "bob");
        effects.clear();

        room.speaks("pa", 1_000, effects::add);
        assertThat(effects).hasSize(3).contains(tell("s1", new Notice.DominantSpeaker("ann")));
        effects.clear();
        room.speaks("pb", 1_100, effects::add);
        room.speaks(null, 1_200, effects::add);
        room.speaks("pb", 1_300, effects::add);
        assertThat(effects).isEmpty();
        assertThat(room.nextDeadlineMillis()).isEqualTo(OptionalLong.of(1_800));
        room.onDeadline(1_800, effects::add);
        assertThat(effects).hasSize(3).contains(tell("s3", new Notice.DominantSpeaker("bob")));
        effects.clear();
        room.speaks(null, 5_000, effects::add);
        assertThat(effects).contains(tell("s1", new Notice.DominantSpeaker(null)));
    }

    @Test
    void saysNothingWhenTheSpeakerIsTheOneItTold() {
        three();
        publish("pa", "ann");
        room.speaks("pa", 0, effects::add);
        effects.clear();
        room.speaks(null, 100, effects::add);
        room.speaks("pa", 200, effects::add);
        assertThat(room.nextDeadlineMillis()).isEmpty();
        room.onDeadline(2_000, effects::add);
        assertThat(effects).isEmpty();
    }

    @Test
    void tellsTheOthersOfANewProducerAndKnowsItUntilItIsWithdrawn() {
        three();
        publish("pa", "ann");
        assertThat(effects).hasSize(2);
        assertThat(room.producers()).hasSize(1);
        assertThat(room.withdrawn("pa")).isTrue();
        assertThat(room.withdrawn("pa")).isFalse();
        assertThat(room.producers()).isEmpty();
    }

    private void publish(String producerId, String userId) {
        room.published(
                producerId,
                new Member(userId, "name of " + userId),
                JsonNodeFactory.instance.objectNode(),
                effects::add);
    }
}
