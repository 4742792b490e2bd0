package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.MediaKind;
import foyer.signaling.protocol.ChatMessage;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class RoomTest {
    private static final long GRACE = 15_000;

    private final Room room =
            new Room(Limits.of(3, 2), Vacancy.ALWAYS, RoomFixture.hostKey(), new Random(5));
    private final List<Effect> effects = new ArrayList<>();

    /** Knocks, and is let in at once where a host has to. */
    private Entry join(String socketId, String userId, @Nullable String token) {
        Entry entry = knock(socketId, userId, token);
        if (entry instanceof Entry.Waits) {
            assertThat(room.door().approve("", userId, effects::add)).isNull();
            effects.removeIf(RoomTest::isOfTheDoor);
        }
        return entry;
    }

    private Entry knock(String socketId, String userId, @Nullable String token) {
        return room.join(
                new Knock(socketId, userId, token, "name of " + userId, null, null, "192.0.2.1"),
                0,
                effects::add);
    }

    private static boolean isOfTheDoor(Effect effect) {
        return effect instanceof Effect.Welcome
                || (effect instanceof Effect.Tell(String socketId, Notice notice)
                        && (notice instanceof Notice.PendingJoinRequest
                                || notice instanceof Notice.PendingCanceled));
    }

    private static ParticipantEntry entry(String userId, boolean mutedAndHand, boolean isHost) {
        return new ParticipantEntry(
                userId, "name of " + userId, mutedAndHand, mutedAndHand, isHost, false, false);
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
        assertThat(join("s1", "ann", "t")).isEqualTo(new Entry.Entered("ann", Entry.Way.FIRST));
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
        assertThat(room.othersOf("bob")).containsExactly(entry("ann", false, true));
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
        assertThat(room.othersOf("bob")).contains(entry("ann", true, true));
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
        room.sayGoodbye("cid", "wrong", 0, effects::add);
        assertThat(effects).isEmpty();
        room.sayGoodbye("cid", "tc", 0, effects::add);
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
        Member bob = new Member("bob", "name of bob");
        String id = room.chat().say(bob, "ciphertext", 99, effects::add);
        ChatMessage message = new ChatMessage("name of bob", "bob", null, "ciphertext", 99, id);
        assertThat(effects)
                .containsExactly(
                        tell("s1", new Notice.ChatReceived(message)),
                        tell("s2", new Notice.ChatReceived(message)),
                        tell("s3", new Notice.ChatReceived(message)));
        assertThat(room.chat().history()).containsExactly(message);
    }

    @Test
    void keepsTheLastTwoHundredMessages() {
        three();
        for (int i = 0; i < 205; i++) {
            room.chat().say(new Member("bob", "Bob"), "m" + i, i, effects::add);
        }
        assertThat(room.chat().history()).hasSize(200);
        assertThat(room.chat().history().getFirst().message()).isEqualTo("m5");
    }

    @Test
    void tellsTheSpeakerAtMostEvery800Millis() {
        three();
        publish("pa", "ann");
        publish("pb", "bob");
        effects.clear();

        room.stage().speaks("pa", 1_000, effects::add);
        assertThat(effects).hasSize(3).contains(tell("s1", new Notice.DominantSpeaker("ann")));
        effects.clear();
        room.stage().speaks("pb", 1_100, effects::add);
        room.stage().speaks(null, 1_200, effects::add);
        room.stage().speaks("pb", 1_300, effects::add);
        assertThat(effects).isEmpty();
        assertThat(room.nextDeadlineMillis()).isEqualTo(OptionalLong.of(1_800));
        room.onDeadline(1_800, effects::add);
        assertThat(effects).hasSize(3).contains(tell("s3", new Notice.DominantSpeaker("bob")));
        effects.clear();
        room.stage().speaks(null, 5_000, effects::add);
        assertThat(effects).contains(tell("s1", new Notice.DominantSpeaker(null)));
    }

    @Test
    void saysNothingWhenTheSpeakerIsTheOneItTold() {
        three();
        publish("pa", "ann");
        room.stage().speaks("pa", 0, effects::add);
        effects.clear();
        room.stage().speaks(null, 100, effects::add);
        room.stage().speaks("pa", 200, effects::add);
        assertThat(room.nextDeadlineMillis()).isEmpty();
        room.onDeadline(2_000, effects::add);
        assertThat(effects).isEmpty();
    }

    @Test
    void tellsTheOthersOfANewProducerAndKnowsItUntilItIsWithdrawn() {
        three();
        publish("pa", "ann");
        assertThat(effects).hasSize(2);
        assertThat(room.stage().producers()).hasSize(1);
        assertThat(room.stage().withdrawn("pa")).isTrue();
        assertThat(room.stage().withdrawn("pa")).isFalse();
        assertThat(room.stage().producers()).isEmpty();
    }

    private void publish(String producerId, String userId) {
        room.stage()
                .published(
                        producerId,
                        new Member(userId, "name of " + userId),
                        MediaKind.AUDIO,
                        JsonNodeFactory.instance.objectNode(),
                        effects::add);
    }
}
