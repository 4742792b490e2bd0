package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.MediaException;
import foyer.signaling.media.FakeRouter;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.room.Departure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Transports for who has not joined. */
class NetworkProbesTest {
    private static final Answer NOT_READY = Answer.refused(ErrorWord.NOT_READY);
    private static final Answer RATE_LIMITED = Answer.refused(ErrorWord.RATE_LIMITED);

    private final House house = new House();

    private Answer probe(String socketId) {
        return house.ask(socketId, "probe-network", "{}");
    }

    private Answer probe(String socketId, String address) {
        house.reception.connected(socketId, address);
        return probe(socketId);
    }

    private static String id(Answer answer) {
        return ((Answer.TransportMade) answer).transportOptions().id();
    }

    private FakeRouter router() {
        return house.routers.latest();
    }

    @Test
    void givesATransportToWhoIsInNoRoomAndTakesItBackInTime() {
        int alarms = house.time.alarms();
        String transport = id(probe("s", House.ADDRESS));
        assertThat(router().transports()).containsExactly(transport);
        house.time.pass(NetworkProbes.LIFE_MILLIS - 1);
        assertThat(router().transports()).containsExactly(transport);
        house.time.pass(1);
        assertThat(router().transports()).isEmpty();
        assertThat(router().isClosed()).isTrue();
        assertThat(house.time.alarms()).isEqualTo(alarms);
        assertThat(house.meetings.rooms()).isZero();
    }

    @Test
    void givesASocketOneAtATime() {
        String first = id(probe("s", House.ADDRESS));
        house.time.pass(10_000);
        String second = id(probe("s"));
        assertThat(second).isNotEqualTo(first);
        assertThat(house.routers.all()).hasSize(1);
        assertThat(router().transports()).containsExactly(second);
        // The time of the first one is over, not of the second.
        house.time.pass(NetworkProbes.LIFE_MILLIS - 1);
        assertThat(router().transports()).containsExactly(second);
        house.time.pass(1);
        assertThat(router().transports()).isEmpty();
    }

    @Test
    void aJoinChangesNothingAboutIt() {
        String transport = id(probe("s", House.ADDRESS));
        FakeRouter probes = router();
        house.join("s", "a", "ann");
        assertThat(router()).isNotSameAs(probes);
        assertThat(probes.transports()).containsExactly(transport);
    }

    @Test
    void goesWithItsSocket() {
        String other = id(probe("other", House.ADDRESS));
        probe("s", House.ADDRESS);
        house.reception.disconnected("s", Departure.LOST);
        assertThat(router().transports()).containsExactly(other);
        house.reception.disconnected("other", Departure.CLEAN);
        assertThat(router().isClosed()).isTrue();
    }

    @Test
    void aSocketThatGoesBeforeTheTransportIsThereLeavesNothing() {
        CompletableFuture<Void> made = house.routers.hold();
        house.reception.connected("s", House.ADDRESS);
        List<Answer> answers = house.answers("s", "probe-network", "{}");
        assertThat(answers).isEmpty();
        house.reception.disconnected("s", Departure.LOST);
        made.complete(null);
        assertThat(answers).containsExactly(NOT_READY);
        assertThat(router().transports()).isEmpty();
        assertThat(router().isClosed()).isTrue();
    }

    @Test
    void saysSoWhenThereIsNoMediaAndTriesAgainTheNextTime() {
        house.routers.fail(new MediaException(MediaException.Reason.CLOSED, "no media"));
        assertThat(probe("s", House.ADDRESS)).isEqualTo(NOT_READY);
        house.routers.heal();
        assertThat(router(id(probe("s")))).isTrue();
    }

    private boolean router(String transportId) {
        return router().transports().contains(transportId);
    }

    @Test
    void aSocketMayAskThreeTimesAndThenEveryFiveSeconds() {
        house.reception.connected("s", House.ADDRESS);
        for (int i = 0; i < 3; i++) {
            assertThat(probe("s")).isInstanceOf(Answer.TransportMade.class);
        }
        assertThat(probe("s")).isEqualTo(RATE_LIMITED);
        house.time.pass(5_000);
        assertThat(probe("s")).isInstanceOf(Answer.TransportMade.class);
    }

    @Test
    void anAddressMayAskSixtyTimesWhileOthersGoOn() {
        for (int i = 0; i < 60; i++) {
            assertThat(probe("s" + i, House.ADDRESS)).isInstanceOf(Answer.TransportMade.class);
        }
        assertThat(probe("s60", House.ADDRESS)).isEqualTo(RATE_LIMITED);
        assertThat(probe("elsewhere", "198.51.100.3")).isInstanceOf(Answer.TransportMade.class);
    }

    @Test
    void thereAreTwoHundredAtOnce() {
        for (int i = 0; i < NetworkProbes.MAX_PROBES; i++) {
            assertThat(probe("s" + i, "address-" + i)).isInstanceOf(Answer.TransportMade.class);
        }
        assertThat(probe("late", "another")).isEqualTo(NOT_READY);
        // Who has one may have another one in its place.
        assertThat(probe("s7")).isInstanceOf(Answer.TransportMade.class);
        assertThat(router().transports()).hasSize(NetworkProbes.MAX_PROBES);
        house.time.pass(NetworkProbes.LIFE_MILLIS);
        assertThat(probe("late")).isInstanceOf(Answer.TransportMade.class);
    }

    @Test
    void nobodyGetsOneFromAServerThatStops() {
        house.reception.connected("s", House.ADDRESS);
        house.reception.stop();
        assertThat(probe("s")).isEqualTo(NOT_READY);
        assertThat(house.routers.all()).isEmpty();
    }
}
