package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.MediaException;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ClientEvent;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Departure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceptionTest {
    private final House house = new House();

    private static Answer refused(ErrorWord word) {
        return Answer.refused(word);
    }

    @Test
    void answersAJoinWithAllItTakes() {
        assertThat(house.join("s1", "room", "ann"))
                .isInstanceOfSatisfying(
                        Answer.Joined.class,
                        joined -> {
                            assertThat(joined.isHost()).isTrue();
                            assertThat(joined.reconnected()).isNull();
                            assertThat(joined.participants()).isEmpty();
                            assertThat(joined.transportOptions().id()).isEqualTo("transport-1");
                        });
        assertThat(house.join("s2", "room", "bob"))
                .isInstanceOfSatisfying(
                        Answer.Joined.class,
                        joined -> {
                            assertThat(joined.isHost()).isFalse();
                            assertThat(joined.participants())
                                    .extracting(ParticipantEntry::userId)
                                    .containsExactly("ann");
                        });
        assertThat(house.told("s1")).containsExactly(new Notice.UserJoined("bob", "name of bob"));
    }

    @Test
    void waitsForTheRouter() {
        var ready = house.routers.hold();
        house.reception.connected("s1", House.ADDRESS);
        List<Answer> answers = house.answers("s1", "join-room", House.joining("room", "ann", "t"));
        assertThat(answers).isEmpty();
        ready.complete(null);
        assertThat(answers).singleElement().isInstanceOf(Answer.Joined.class);
    }

    @Test
    void closesTheTransportOfWhoLeftBeforeTheRouterWasReady() {
        house.join("s0", "other", "zoe");
        var ready = house.routers.hold();
        house.join("s1", "other", "ann");
        house.reception.connected("s2", House.ADDRESS);
        List<Answer> answers = house.answers("s2", "join-room", House.joining("room", "bob", "t"));
        house.reception.disconnected("s2", Departure.CLEAN);
        ready.complete(null);
        assertThat(answers).containsExactly(refused(ErrorWord.NOT_READY));
        assertThat(house.routers.latest().transports()).isEmpty();
        assertThat(house.routers.latest().isClosed()).isTrue();
        assertThat(house.meetings.rooms()).isEqualTo(1);
    }

    @Test
    void refusesARoomWhereThereIsNoMediaAndForgetsIt() {
        house.routers.fail(new MediaException(MediaException.Reason.LIMIT, "full"));
        assertThat(house.join("s1", "room", "ann")).isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(house.meetings.rooms()).isZero();
    }

    @Test
    void refusesRoomsBeyondItsCap() {
        house.join("s1", "a", "ann");
        house.join("s2", "b", "bob");
        assertThat(house.join("s3", "c", "cid")).isEqualTo(refused(ErrorWord.SERVER_FULL));
        assertThat(house.join("s4", "b", "dan")).isInstanceOf(Answer.Joined.class);
    }

    @Test
    void refusesParticipantsBeyondTheRoomsCap() {
        house.join("s1", "a", "ann");
        house.join("s2", "a", "bob");
        house.join("s3", "a", "cid");
        assertThat(house.join("s4", "a", "dan")).isEqualTo(refused(ErrorWord.ROOM_FULL));
    }

    @Test
    void refusesInvalidRoomIds() {
        for (String id : List.of("", "a b", "a/b", "ä", "x".repeat(65))) {
            House fresh = new House();
            assertThat(fresh.join("s1", id, "ann"))
                    .as(id)
                    .isEqualTo(refused(ErrorWord.INVALID_ROOM_ID));
        }
    }

    @Test
    void countsAnInvalidParticipantIdAsNone() {
        house.reception.connected("s1", House.ADDRESS);
        house.ask("s1", "join-room", "{\"roomId\":\"a\",\"participantId\":\"no good\"}");
        house.join("s2", "a", "bob");
        assertThat(house.ask("s2", "get-producers", "{\"roomId\":\"a\"}"))
                .isInstanceOfSatisfying(
                        Answer.Producers.class,
                        answer ->
                                assertThat(answer.participants())
                                        .containsExactly(
                                                new ParticipantEntry(
                                                        "s1", "guest", false, false, true, false,
                                                        false)));
    }

    @Test
    void replacesTheOlderSocketOfAParticipant() {
        house.join("s1", "a", "ann");
        house.join("s2", "a", "bob");
        Answer answer = house.join("s3", "a", "ann");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Joined.class,
                        joined -> {
                            assertThat(joined.reconnected()).isTrue();
                            assertThat(joined.isHost()).isTrue();
                        });
        assertThat(house.told("s1")).endsWith(new Notice.SessionReplaced());
        assertThat(house.closed).containsExactly("s1");
        house.told("s2");

        house.reception.disconnected("s1", Departure.LOST);
        house.time.pass(20_000);
        assertThat(house.told("s2")).isEmpty();
        assertThat(house.meetings.participants()).isEqualTo(2);
    }

    @Test
    void keepsALostParticipantForFifteenSeconds() {
        house.join("s1", "a", "ann");
        house.join("s2", "a", "bob");
        house.told("s1");
        house.reception.disconnected("s2", Departure.LOST);
        house.time.pass(14_999);
        assertThat(house.told("s1")).isEmpty();
        house.time.pass(1);
        assertThat(house.told("s1")).containsExactly(new Notice.UserLeft("bob"));
    }

    @Test
    void letsALostParticipantComeBackWithinItsTime() {
        house.join("s1", "a", "ann");
        house.join("s2", "a", "bob");
        house.reception.disconnected("s2", Departure.LOST);
        house.time.pass(14_000);
        assertThat(house.join("s3", "a", "bob"))
                .isInstanceOfSatisfying(
                        Answer.Joined.class, joined -> assertThat(joined.reconnected()).isTrue());
        house.told("s1");
        house.time.pass(60_000);
        assertThat(house.told("s1")).isEmpty();
    }

    @Test
    void endsTheRoomAndItsRouterWithItsLastParticipant() {
        house.join("s1", "a", "ann");
        assertThat(house.ask("s1", "leave-room", "{\"roomId\":\"a\"}")).isEqualTo(Answer.EMPTY);
        assertThat(house.meetings.rooms()).isZero();
        assertThat(house.routers.latest().isClosed()).isTrue();
        assertThat(house.routers.latest().transports()).isEmpty();
        assertThat(house.ask("s1", "leave-room", "{\"roomId\":\"a\"}")).isEqualTo(Answer.EMPTY);
    }

    @Test
    void leavesOneRoomForAnother() {
        house.join("s1", "a", "ann");
        house.join("s2", "a", "bob");
        house.told("s1");
        house.join("s2", "b", "bob");
        assertThat(house.told("s1")).containsExactly(new Notice.UserLeft("bob"));
        assertThat(house.ask("s2", "get-producers", "{\"roomId\":\"a\"}"))
                .isEqualTo(refused(ErrorWord.NOT_READY));
    }

    @Test
    void takesAnotherIdentityOnTheSameSocketForALeaveAndAJoin() {
        house.join("s1", "a", "ann");
        house.join("s2", "a", "bob");
        house.told("s1");
        house.join("s2", "a", "cid");
        assertThat(house.told("s1"))
                .containsExactly(
                        new Notice.UserLeft("bob"), new Notice.UserJoined("cid", "name of cid"));
        house.join("s1", "a", "dan");
        assertThat(house.meetings.participants()).isEqualTo(2);
    }

    @Test
    void startsANewRoomWhenTheOnlyParticipantBecomesAnother() {
        house.join("s1", "a", "ann");
        assertThat(house.join("s1", "a", "bob"))
                .isInstanceOfSatisfying(
                        Answer.Joined.class,
                        joined -> {
                            assertThat(joined.isHost()).isTrue();
                            assertThat(joined.reconnected()).isNull();
                        });
        assertThat(house.routers.all()).hasSize(2);
        assertThat(house.meetings.rooms()).isEqualTo(1);
    }

    @Test
    void ignoresTheRoomOfALaterPayload() {
        house.join("s1", "a", "ann");
        house.join("s2", "b", "bob");
        assertThat(house.ask("s2", "create-send-transport", "{\"roomId\":\"a\"}"))
                .isEqualTo(refused(ErrorWord.NOT_READY));
        house.answers("s2", "mute-state", "{\"roomId\":\"a\",\"muted\":true,\"userId\":\"ann\"}");
        assertThat(house.told("s1")).isEmpty();
    }

    @Test
    void doesNotAdmitASocketThatIsGone() {
        Socket socket = new Socket("s1", House.ADDRESS, house.time);
        socket.go();
        house.meetings.join(
                socket, new Request.JoinRoom("a", "Ann", "ann", "t", null, null), Ack.NONE);
        assertThat(house.meetings.rooms()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ClientEvent.class)
    void dropsWhatIsOverTheRateOfAnEventAndAnswersIt(ClientEvent event) {
        house.reception.connected("s1", House.ADDRESS);
        ClientEvent.Rate rate = event.rate();
        String payload = "{}";
        for (int i = 0; i < rate.capacity(); i++) {
            assertThat(house.ask("s1", event.wireName(), payload))
                    .isNotEqualTo(refused(ErrorWord.RATE_LIMITED));
        }
        assertThat(house.ask("s1", event.wireName(), payload))
                .isEqualTo(refused(ErrorWord.RATE_LIMITED));

        long perTokenMillis = Math.round(1_000 / rate.refillPerSecond());
        house.time.pass(perTokenMillis + 1);
        assertThat(house.ask("s1", event.wireName(), payload))
                .isNotEqualTo(refused(ErrorWord.RATE_LIMITED));
        assertThat(house.ask("s1", event.wireName(), payload))
                .isEqualTo(refused(ErrorWord.RATE_LIMITED));
    }

    @Test
    void limitsUnknownEventsTogether() {
        house.reception.connected("s1", House.ADDRESS);
        for (int i = 0; i < 30; i++) {
            assertThat(house.ask("s1", "made-up-" + i, null)).isEqualTo(refused(ErrorWord.INVALID));
        }
        assertThat(house.ask("s1", "made-up", null)).isEqualTo(refused(ErrorWord.RATE_LIMITED));
        assertThat(house.join("s1", "a", "ann")).isInstanceOf(Answer.Joined.class);
    }

    @Test
    void answersEventsOfASocketItDoesNotKnow() {
        assertThat(house.ask("nobody", "get-producers", "{\"roomId\":\"a\"}"))
                .isEqualTo(refused(ErrorWord.NOT_READY));
    }
}
