package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Room room = fixture.room;

    private void sayGoodbye(String userId) {
        room.sayGoodbye(userId, "t-" + userId, fixture.now, fixture.effects::add);
    }

    @Test
    void isGoneAtOnceForTheOthers() {
        fixture.enter("bob");
        sayGoodbye("bob");
        assertThat(fixture.told("ann")).containsExactly(new Notice.UserLeft("bob"));
        assertThat(room.othersOf("ann")).isEmpty();
        assertThat(room.size()).isEqualTo(1);
    }

    @Test
    void takesAReloadedPageBackWithoutAKnock() {
        fixture.enter("bob");
        room.raiseHand("bob", true, fixture.effects::add);
        sayGoodbye("bob");
        fixture.effects.clear();
        fixture.pass(2_000);
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Returned("bob"));
        assertThat(fixture.told("ann"))
                .containsExactly(new Notice.UserJoined("bob", "name of bob"));
        assertThat(room.othersOf("ann"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.handRaised()).isTrue());
    }

    @Test
    void givesTheHostRoleBack() {
        fixture.enter("bob", "cid");
        sayGoodbye("ann");
        assertThat(room.isHost("bob")).isTrue();
        fixture.effects.clear();
        fixture.knock("ann");
        assertThat(room.isHost("ann")).isTrue();
        assertThat(room.isHost("bob")).isFalse();
        assertThat(fixture.told("cid"))
                .containsExactly(
                        new Notice.UserJoined("ann", "name of ann"),
                        new Notice.HostChanged("ann"),
                        new Notice.HostState("bob", false));
    }

    @Test
    void givesTheHostRoleBackThroughAChainOfReloads() {
        fixture.enter("bob", "cid");
        sayGoodbye("ann");
        sayGoodbye("bob");
        assertThat(room.isHost("cid")).isTrue();
        fixture.knock("ann");
        fixture.knock("bob");
        assertThat(room.isHost("ann")).isTrue();
        assertThat(room.isHost("bob")).isFalse();
        assertThat(room.isHost("cid")).isFalse();
    }

    @Test
    void remembersForTheGraceTimeOnly() {
        fixture.enter("bob");
        sayGoodbye("bob");
        assertThat(room.nextDeadlineMillis()).isEqualTo(OptionalLong.of(RoomFixture.GRACE));
        fixture.pass(RoomFixture.GRACE);
        assertThat(room.nextDeadlineMillis()).isEmpty();
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
    }

    @Test
    void isTakenUpByItsTokenOnly() {
        fixture.enter("bob");
        sayGoodbye("bob");
        Knock thief = new Knock("s-eve", "bob", "wrong", "Eve", null, null, RoomFixture.HERE);
        assertThat(fixture.knock(thief)).isEqualTo(new Entry.Refused(ErrorWord.IDENTITY_CONFLICT));
    }

    @Test
    void doesNotOverfillTheRoom() {
        fixture.enter("bob");
        sayGoodbye("bob");
        fixture.enter("cid", "dan", "eve");
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Refused(ErrorWord.ROOM_FULL));
    }

    @Test
    void whoLeftByTheButtonKnocksAgain() {
        fixture.enter("bob");
        room.disconnect("s-bob", Departure.CLEAN, 0, fixture.effects::add);
        assertThat(fixture.knock("bob")).isEqualTo(new Entry.Waits("bob"));
    }
}
