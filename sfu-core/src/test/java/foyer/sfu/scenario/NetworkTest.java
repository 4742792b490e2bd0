package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final Scenario call = new Scenario(17);

    @Test
    void duplicatesAndReorderingAreHarmless() {
        call.peers(
                3,
                LinkConditions.CLEAN
                        .duplicating(0.2)
                        .reordering(0.1)
                        .jittering(Duration.ofMillis(10)));
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(15));
        assertThat(call.problems()).isEmpty();
        for (ReceivedTrack track : call.tracks()) {
            assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
        }
        for (ReceivedTrack track : call.videoTracks()) {
            assertThat(track.decoded()).hasSizeGreaterThan(400);
        }
    }

    @Test
    void aLongWayIsRepairedToo() {
        LinkConditions far = LinkConditions.CLEAN.delayed(Duration.ofMillis(150)).losing(0.02);
        call.peers(3, far);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(30));
        assertThat(call.problems()).isEmpty();
        long second = Duration.ofSeconds(1).toNanos();
        for (ReceivedTrack track : call.tracks()) {
            assertThat(track.missing().repaired()).isPositive();
            assertThat(track.missing().olderThan(second, call.events().nowNanos()))
                    .as(call.seed() + track)
                    .isZero();
        }
    }

    @Test
    void burstsOfLossAreOvercome() {
        call.peers(3, LinkConditions.CLEAN.losingBursts(0.003, 10));
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(20));
        assertThat(call.problems()).isEmpty();
        for (ReceivedTrack track : call.videoTracks()) {
            assertThat(
                            track.longestFreezeNanos(
                                    Scenario.nanosAt(Duration.ofSeconds(2)),
                                    call.events().nowNanos()))
                    .as(call.seed() + track)
                    .isLessThan(Duration.ofSeconds(2).toNanos());
        }
    }

    @Test
    void aNarrowUplinkBreaksNobodyElse() {
        VirtualPeer narrow =
                call.peer(
                        "narrow",
                        LinkConditions.CLEAN.capped(700_000, 30_000),
                        LinkConditions.CLEAN);
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(10));
        assertThat(call.problems()).isEmpty();
        assertThat(narrow.uplink().lost()).isPositive();
        assertThat(anna.videoFrom(ben).missing().asked()).isZero();
        assertThat(ben.videoFrom(anna).decoded()).hasSizeGreaterThan(270);
    }

    @Test
    void anotherAddressGoesOn() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(5), anna::moveToAnotherAddress);
        call.run(Duration.ofSeconds(10));
        assertThat(call.problems()).isEmpty();
        for (ReceivedTrack track : call.videoTracks()) {
            long freeze =
                    track.longestFreezeNanos(
                            Scenario.nanosAt(Duration.ofSeconds(4)),
                            Scenario.nanosAt(Duration.ofSeconds(10)));
            assertThat(freeze).isLessThan(Duration.ofMillis(300).toNanos());
        }
        assertThat(anna.videoFrom(ben).missing().abandoned()).isZero();
    }

    @Test
    void anIceRestartInPlaceGoesOn() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(5), anna::restartIce);
        call.run(Duration.ofSeconds(40));
        assertThat(call.problems()).isEmpty();
        for (ReceivedTrack track : call.tracks()) {
            assertThat(track.missing().asked()).isZero();
        }
        assertThat(states("anna-send"))
                .containsExactly(
                        TransportState.NEW, TransportState.CONNECTING, TransportState.CONNECTED);
    }

    @Test
    void consentEndsAfterThirtySecondsAndComesBack() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(5), anna::sleep);
        call.run(Duration.ofSeconds(32));
        assertThat(states("anna-receive")).last().isEqualTo(TransportState.CONNECTED);
        call.run(Duration.ofSeconds(37));
        assertThat(states("anna-receive")).last().isEqualTo(TransportState.DISCONNECTED);
        long sent = anna.downlink().sent();
        call.run(Duration.ofSeconds(45));
        assertThat(anna.downlink().sent()).as("nothing is sent without consent").isEqualTo(sent);

        call.at(Duration.ofSeconds(45), anna::wake).run(Duration.ofSeconds(50));
        assertThat(states("anna-receive")).last().isEqualTo(TransportState.CONNECTED);
        long back = Scenario.nanosAt(Duration.ofSeconds(45));
        assertThat(anna.videoFrom(ben).shownNanosAfter(back) - back)
                .as("a picture comes back")
                .isBetween(0L, Duration.ofMillis(3500).toNanos());
        assertThat(call.problems()).isEmpty();
    }

    private List<TransportState> states(String transportId) {
        return call.server().events(RouterEvent.TransportStateChanged.class).stream()
                .filter(event -> event.transportId().equals(transportId))
                .map(RouterEvent.TransportStateChanged::state)
                .toList();
    }
}
