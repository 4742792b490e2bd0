package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Json;
import foyer.signaling.protocol.Notice;
import foyer.signaling.room.Departure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final Answer FULL = Answer.refused(ErrorWord.SERVER_FULL);

    private final House house = new House();

    @Test
    void holdsAllRoomsTogetherToTheirCap() {
        for (String userId : new String[] {"ann", "bob", "cid"}) {
            house.join("s-" + userId, "a", userId);
        }
        house.join("s-dan", "b", "dan");
        house.join("s-eve", "b", "eve");
        assertThat(house.meetings.isFull()).isTrue();
        assertThat(house.knock("s-fay", "b", "fay")).isEqualTo(FULL);
        house.ask("s-eve", "leave-room", "{\"roomId\":\"b\"}");
        assertThat(house.knock("s-fay", "b", "fay")).isEqualTo(Answer.PENDING);
    }

    @Test
    void makesNoRoomForWhoWouldBeOneTooMany() {
        for (String userId : new String[] {"ann", "bob", "cid"}) {
            house.join("s-" + userId, "a", userId);
        }
        house.join("s-dan", "b", "dan");
        house.join("s-eve", "b", "eve");
        assertThat(house.join("s-fay", "c", "fay")).isEqualTo(FULL);
    }

    @Test
    void makesNoRoomWhenEveryLoopIsBusy() {
        house.loops.busy.add(0);
        assertThat(house.join("s-ann", "a", "ann")).isInstanceOf(Answer.Joined.class);
        house.loops.busy.add(1);
        assertThat(house.join("s-bob", "b", "bob")).isEqualTo(FULL);
        house.loops.busy.remove(0);
        assertThat(house.join("s-bob", "b", "bob")).isInstanceOf(Answer.Joined.class);
    }

    @Test
    void letsNobodyNewIntoARoomWhoseLoopIsBusy() {
        house.join("s-ann", "a", "ann");
        house.loops.busy.add(0);
        assertThat(house.knock("s-bob", "a", "bob")).isEqualTo(FULL);
        house.loops.busy.clear();
        house.loops.busy.add(1);
        assertThat(house.knock("s-bob", "a", "bob")).isEqualTo(Answer.PENDING);
    }

    @Test
    void doesNotLetAHostBringSomebodyIntoABusyRoom() {
        house.join("s-ann", "a", "ann");
        house.knock("s-bob", "a", "bob");
        house.loops.busy.add(0);
        String bob = Json.text(Map.of("roomId", "a", "userId", "bob"));
        assertThat(house.ask("s-ann", "approve-join", bob)).isEqualTo(FULL);
        assertThat(house.ask("s-ann", "admit-all", bob)).isEqualTo(new Answer.AllAdmitted(true, 0));
        house.loops.busy.clear();
        assertThat(house.ask("s-ann", "approve-join", bob))
                .as("who was not let in waits on")
                .isEqualTo(Answer.OK);
    }

    @Test
    void neverTurnsAwayWhoComesBack() {
        house.join("s-ann", "a", "ann");
        house.join("s-bob", "a", "bob");
        house.knock("s-cid", "a", "cid");
        house.reception.disconnected("s-bob", Departure.LOST);
        house.reception.disconnected("s-cid", Departure.LOST);
        assertThat(
                        house.ask(
                                "s-ann",
                                "approve-join",
                                Json.text(Map.of("roomId", "a", "userId", "cid"))))
                .isEqualTo(Answer.OK);
        house.loops.busy.add(0);
        house.loops.busy.add(1);
        assertThat(house.join("s-bob2", "a", "bob"))
                .as("lost its connection")
                .isInstanceOf(Answer.Joined.class);
        house.reception.goodbye(House.ADDRESS, "a", "ann", "ann");
        assertThat(house.join("s-ann2", "a", "ann"))
                .as("reloads its page")
                .isInstanceOf(Answer.Joined.class);
        assertThat(house.join("s-cid2", "a", "cid"))
                .as("was let in meanwhile")
                .isInstanceOf(Answer.Joined.class);
        assertThat(house.join("s-dan", "b", "dan")).as("is new").isEqualTo(FULL);
    }

    @Test
    void makesNoRoomsWhileItDrains() {
        house.join("s-ann", "a", "ann");
        house.reception.drain(60_000);
        assertThat(house.told("s-ann")).containsExactly(new Notice.ServerDraining(60_000));
        assertThat(house.join("s-bob", "b", "bob"))
                .as("a word at which clients ask again")
                .isEqualTo(Answer.refused(ErrorWord.NOT_READY));
        assertThat(house.told("s-bob"))
                .as("and why")
                .containsExactly(new Notice.ServerDraining(60_000));
    }

    @Test
    void takesPeopleIntoRoomsThatGoOnWhileItDrains() {
        house.join("s-ann", "a", "ann");
        house.reception.drain(60_000);
        house.time.pass(20_000);
        house.reception.disconnected("s-ann", Departure.LOST);
        assertThat(house.join("s-ann2", "a", "ann")).isInstanceOf(Answer.Joined.class);
        assertThat(house.told("s-ann2")).containsExactly(new Notice.ServerDraining(40_000));
        assertThat(house.knock("s-bob", "a", "bob")).isEqualTo(Answer.PENDING);
    }
}
