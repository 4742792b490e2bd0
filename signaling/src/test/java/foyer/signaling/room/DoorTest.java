package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.InviteEntry;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.PendingEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoorTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Room room = fixture.room;
    private final Door door = room.door();

    private static Entry refused(ErrorWord word) {
        return new Entry.Refused(word);
    }

    private static Entry in(String userId, Entry.Way way) {
        return new Entry.Entered(userId, way);
    }

    private String invite() {
        String token = door.createInvite(fixture.now, 5_000_000);
        assertThat(token).isNotNull();
        return String.valueOf(token);
    }

    @Test
    void letsNobodyInWithoutAHost() {
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
        assertThat(room.memberAt("s-bob")).isNull();
        assertThat(fixture.told("ann"))
                .containsExactly(new Notice.PendingJoinRequest("bob", "name of bob"));
        assertThat(door.pending()).containsExactly(new PendingEntry("bob", "name of bob"));
    }

    @Test
    void welcomesWhoIsLetIn() {
        fixture.knock("bob");
        fixture.effects.clear();
        assertThat(door.approve("ann", "bob", fixture.effects::add)).isNull();
        assertThat(fixture.effects)
                .containsExactly(
                        new Effect.Tell("s-ann", new Notice.UserJoined("bob", "name of bob")),
                        new Effect.Welcome("s-bob", "bob"));
        assertThat(room.memberAt("s-bob")).isEqualTo(new Member("bob", "name of bob"));
        assertThat(room.isHost("bob")).isFalse();
        assertThat(door.pending()).isEmpty();
        assertThat(door.approve("ann", "bob", fixture.effects::add))
                .isEqualTo(ErrorWord.NOT_PENDING);
        assertThat(door.deny("ann", "bob", Afterwards.MAY_COME_BACK, fixture.effects::add))
                .isEqualTo(ErrorWord.NOT_PENDING);
    }

    @Test
    void turnsAwayWhoIsDenied() {
        fixture.knock("bob");
        assertThat(door.deny("ann", "bob", Afterwards.MAY_COME_BACK, fixture.effects::add))
                .isNull();
        assertThat(fixture.told("bob")).containsExactly(new Notice.JoinDenied());
        assertThat(door.approve("ann", "bob", fixture.effects::add))
                .isEqualTo(ErrorWord.NOT_PENDING);
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
    }

    @Test
    void keepsOutWhoIsDeniedForGood() {
        fixture.knock("bob");
        door.deny("ann", "bob", Afterwards.KEPT_OUT, fixture.effects::add);
        assertThat(fixture.knock("bob")).isEqualTo(refused(ErrorWord.KEPT_OUT));
    }

    @Test
    void tellsTheOtherHostsThatSomebodyWasAnswered() {
        fixture.enter("bob");
        room.moderation().setHost("bob", true, fixture.effects::add);
        fixture.knock("cid");
        fixture.effects.clear();
        door.approve("ann", "cid", fixture.effects::add);
        assertThat(fixture.told("bob")).contains(new Notice.PendingCanceled("cid"));
        assertThat(fixture.told("ann"))
                .containsExactly(new Notice.UserJoined("cid", "name of cid"));
    }

    @Test
    void countsWaitingGuestsForThemselves() {
        fixture.knock("bob");
        fixture.knock("cid");
        assertThat(fixture.knock("dan")).isEqualTo(refused(ErrorWord.ROOM_FULL));
        assertThat(room.size()).isEqualTo(1);
        assertThat(fixture.knock(RoomFixture.knockOf("dan", invite(), null)))
                .isEqualTo(in("dan", Entry.Way.INVITE));
    }

    @Test
    void lessThanARoomFullOfParticipantsIsLetIn() {
        fixture.enter("bob", "cid");
        fixture.knock("dan");
        fixture.knock("eve");
        assertThat(door.approve("ann", "dan", fixture.effects::add)).isNull();
        assertThat(door.approve("ann", "eve", fixture.effects::add)).isEqualTo(ErrorWord.ROOM_FULL);
        assertThat(door.pending()).hasSize(1);
        assertThat(fixture.knock("fay")).isEqualTo(refused(ErrorWord.ROOM_FULL));
        String token = invite();
        assertThat(fixture.knock(RoomFixture.knockOf("fay", token, null)))
                .isEqualTo(refused(ErrorWord.ROOM_FULL));
        assertThat(door.invites(0)).extracting(InviteEntry::token).containsExactly(token);
    }

    @Test
    void admitsAllUntilTheRoomIsFull() {
        fixture.enter("bob", "cid");
        fixture.knock("dan");
        fixture.knock("eve");
        fixture.effects.clear();
        assertThat(door.admitAll("ann", fixture.effects::add)).isEqualTo(1);
        assertThat(fixture.effects).contains(new Effect.Welcome("s-dan", "dan"));
        assertThat(door.pending()).extracting(PendingEntry::userId).containsExactly("eve");
    }

    @Test
    void keepsThePlaceOfALostGuestForTheGraceTime() {
        fixture.knock("bob");
        fixture.told("ann");
        fixture.lose("bob");
        assertThat(room.nextDeadlineMillis()).isEqualTo(OptionalLong.of(RoomFixture.GRACE));
        fixture.pass(RoomFixture.GRACE - 1);
        assertThat(door.pending()).hasSize(1);
        assertThat(fixture.told("ann")).isEmpty();
        fixture.pass(1);
        assertThat(door.pending()).isEmpty();
        assertThat(fixture.told("ann")).containsExactly(new Notice.PendingCanceled("bob"));
    }

    @Test
    void takesALostGuestBackToTheSameRequest() {
        fixture.knock("bob");
        fixture.lose("bob");
        fixture.effects.clear();
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
        assertThat(fixture.effects).isEmpty();
        fixture.pass(2 * RoomFixture.GRACE);
        assertThat(door.pending()).hasSize(1);
    }

    @Test
    void letsInOnReturnWhoWasApprovedWhileLost() {
        fixture.knock("bob");
        fixture.lose("bob");
        assertThat(door.approve("ann", "bob", fixture.effects::add)).isNull();
        assertThat(door.pending()).isEmpty();
        assertThat(room.size()).isEqualTo(1);
        assertThat(fixture.knock("bob")).isEqualTo(in("bob", Entry.Way.APPROVED));
        assertThat(room.isHost("bob")).isFalse();
    }

    @Test
    void forgetsTheApprovalOfWhoDoesNotReturn() {
        fixture.knock("bob");
        fixture.lose("bob");
        door.approve("ann", "bob", fixture.effects::add);
        fixture.effects.clear();
        fixture.pass(RoomFixture.GRACE);
        assertThat(door.size()).isZero();
        assertThat(fixture.told("ann")).isEmpty();
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
    }

    @Test
    void saysWhenALostGuestCannotComeBack() {
        fixture.knock(new Knock("s-bob", "s-bob", null, "Bob", null, null, RoomFixture.HERE));
        room.disconnect("s-bob", Departure.LOST, 0, fixture.effects::add);
        assertThat(door.approve("ann", "s-bob", fixture.effects::add))
                .isEqualTo(ErrorWord.SOCKET_GONE);
        assertThat(door.size()).isZero();
    }

    @Test
    void cancelsAGuestThatGoesCleanlyAtOnce() {
        fixture.knock("bob");
        fixture.told("ann");
        room.disconnect("s-bob", Departure.CLEAN, 0, fixture.effects::add);
        assertThat(fixture.told("ann")).containsExactly(new Notice.PendingCanceled("bob"));
        fixture.knock("cid");
        fixture.told("ann");
        room.sayGoodbye("cid", "wrong", 0, fixture.effects::add);
        assertThat(door.size()).isEqualTo(1);
        room.sayGoodbye("cid", "t-cid", 0, fixture.effects::add);
        assertThat(fixture.told("ann")).containsExactly(new Notice.PendingCanceled("cid"));
    }

    @Test
    void knowsAGuestByItsTokenOnly() {
        fixture.knock("bob");
        fixture.effects.clear();
        Knock thief =
                new Knock("s-eve", "bob", "wrong", "Eve", null, door.hostKey(), RoomFixture.HERE);
        assertThat(fixture.knock(thief)).isEqualTo(refused(ErrorWord.IDENTITY_CONFLICT));
        assertThat(fixture.effects).isEmpty();
        Knock newer =
                new Knock("s-new", "bob", "t-bob", "name of bob", null, null, RoomFixture.HERE);
        assertThat(fixture.knock(newer)).isEqualTo(new Entry.Waits("bob"));
        assertThat(fixture.effects).containsExactly(new Effect.DropSocket("s-bob"));
        room.disconnect("s-bob", Departure.CLEAN, 0, fixture.effects::add);
        door.approve("ann", "bob", fixture.effects::add);
        assertThat(fixture.effects).contains(new Effect.Welcome("s-new", "bob"));
    }

    @Test
    void opensOnceToAnInvite() {
        String token = invite();
        assertThat(fixture.knock(RoomFixture.knockOf("bob", token, null)))
                .isEqualTo(in("bob", Entry.Way.INVITE));
        assertThat(fixture.knock(RoomFixture.knockOf("cid", token, null)))
                .isEqualTo(new Entry.Waits("cid"));
    }

    @Test
    void letsAWaitingGuestInByAnInvite() {
        fixture.knock("bob");
        fixture.told("ann");
        assertThat(fixture.knock(RoomFixture.knockOf("bob", invite(), null)))
                .isEqualTo(in("bob", Entry.Way.INVITE));
        assertThat(fixture.told("ann")).contains(new Notice.PendingCanceled("bob"));
        assertThat(door.size()).isZero();
    }

    @Test
    void doesNotOpenToAnOldOrRevokedInvite() {
        String old = invite();
        fixture.now += TimeUnit.HOURS.toMillis(24);
        assertThat(fixture.knock(RoomFixture.knockOf("bob", old, null)))
                .isEqualTo(new Entry.Waits("bob"));
        assertThat(door.invites(fixture.now)).isEmpty();
        String revoked = invite();
        assertThat(door.revokeInvite(revoked, fixture.now)).isTrue();
        assertThat(door.revokeInvite(revoked, fixture.now)).isFalse();
        assertThat(fixture.knock(RoomFixture.knockOf("cid", revoked, null)))
                .isEqualTo(new Entry.Waits("cid"));
    }

    @Test
    void makesTwentyInvitesAtMostAndNoTwoAlike() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            tokens.add(invite());
        }
        assertThat(tokens).hasSize(20).allMatch(token -> token.matches("[A-Za-z0-9_-]{24}"));
        assertThat(door.createInvite(0, 0)).isNull();
        assertThat(door.createInvite(TimeUnit.HOURS.toMillis(24), 0)).isNotNull();
    }

    @Test
    void makesTheHolderOfTheKeyAHost() {
        assertThat(door.hostKey()).matches("[A-Za-z0-9_-]{32}");
        fixture.enter("bob");
        assertThat(fixture.knock(RoomFixture.knockOf("cid", null, "wrong")))
                .isEqualTo(new Entry.Waits("cid"));
        fixture.effects.clear();
        assertThat(fixture.knock(RoomFixture.knockOf("cid", null, door.hostKey())))
                .isEqualTo(in("cid", Entry.Way.HOST_KEY));
        assertThat(room.isHost("cid")).isTrue();
        assertThat(room.isHost("ann")).isTrue();
        assertThat(fixture.told("bob")).contains(new Notice.HostChanged("cid"));
    }

    @Test
    void makesAParticipantAHostThatReturnsWithTheKey() {
        fixture.enter("bob");
        fixture.lose("bob");
        assertThat(fixture.knock(RoomFixture.knockOf("bob", null, door.hostKey())))
                .isEqualTo(new Entry.Returned("bob"));
        assertThat(room.isHost("bob")).isTrue();
        assertThat(fixture.told("ann")).contains(new Notice.HostChanged("bob"));
    }

    @Test
    void isShutToNewPeopleWhileTheRoomIsLocked() {
        fixture.knock("bob");
        room.moderation().lock(true, fixture.effects::add);
        String token = invite();
        assertThat(fixture.knock("cid")).isEqualTo(refused(ErrorWord.ROOM_LOCKED));
        assertThat(fixture.knock(RoomFixture.knockOf("cid", token, null)))
                .isEqualTo(refused(ErrorWord.ROOM_LOCKED));
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
        assertThat(door.approve("ann", "bob", fixture.effects::add)).isNull();
        assertThat(fixture.knock(RoomFixture.knockOf("dan", null, door.hostKey())))
                .isEqualTo(in("dan", Entry.Way.HOST_KEY));
        room.moderation().lock(false, fixture.effects::add);
        assertThat(fixture.knock(RoomFixture.knockOf("cid", token, null)))
                .isEqualTo(in("cid", Entry.Way.INVITE));
    }

    @Test
    void tellsItsGuestsWhenTheRoomEnds() {
        fixture.knock("bob");
        fixture.effects.clear();
        room.leave("ann", fixture.effects::add);
        assertThat(fixture.told("bob")).containsExactly(new Notice.JoinDenied());
        assertThat(fixture.effects).endsWith(new Effect.EndRoom());
        assertThat(door.size()).isZero();
    }

    @Test
    void tellsANewHostWhoWaits() {
        fixture.enter("bob");
        fixture.knock("cid");
        fixture.effects.clear();
        room.leave("ann", fixture.effects::add);
        List<Notice> told = new ArrayList<>(fixture.told("bob"));
        assertThat(told)
                .endsWith(
                        new Notice.HostChanged("bob"),
                        new Notice.PendingJoinRequest("cid", "name of cid"));
    }
}
