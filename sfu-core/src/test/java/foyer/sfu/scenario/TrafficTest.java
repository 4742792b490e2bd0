package foyer.sfu.scenario;

import static foyer.sfu.router.Traffic.Direction.IN;
import static foyer.sfu.router.Traffic.Direction.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.router.Traffic;
import foyer.sfu.router.Traffic.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final LinkConditions LOSSY = LinkConditions.CLEAN.losing(0.05);

    private final Scenario call = new Scenario(23);

    private Traffic after(LinkConditions up, LinkConditions down) {
        call.peer("anna", up, LinkConditions.CLEAN);
        call.peer("ben", LinkConditions.CLEAN, down);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(20));
        return call.server().traffic();
    }

    @Test
    void ofACleanCallIsWithoutLoss() {
        Traffic traffic = after(LinkConditions.CLEAN, LinkConditions.CLEAN);
        for (Kind kind : Kind.values()) {
            for (Traffic.Direction direction : Traffic.Direction.values()) {
                long packets = traffic.packets(direction, kind);
                assertThat(packets).as(call.seed() + " " + direction + " " + kind).isPositive();
                assertThat(traffic.bytes(direction, kind)).isGreaterThan(12 * packets);
            }
        }
        // One sends, one receives: what comes in goes out once.
        assertThat(traffic.packets(OUT, Kind.AUDIO)).isEqualTo(traffic.packets(IN, Kind.AUDIO));
        assertThat(traffic.lost(IN)).isZero();
        assertThat(traffic.lost(OUT)).isZero();
        assertThat(traffic.nacked(IN)).isZero();
        assertThat(traffic.nacked(OUT)).isZero();
    }

    @Test
    void showsTheKeyFramesAskedForWhenAnotherLayerIsWanted() {
        call.at(Duration.ofSeconds(4), () -> call.peers().forEach(peer -> peer.preferLayer(0)));
        Traffic traffic = after(LinkConditions.CLEAN, LinkConditions.CLEAN);
        assertThat(traffic.keyFrameRequests(OUT)).isPositive();
        assertThat(traffic.keyFrameRequests(IN)).isZero();
    }

    @Test
    void showsLossOnTheWayToUs() {
        Traffic traffic = after(LOSSY, LinkConditions.CLEAN);
        long expected = traffic.packets(IN, Kind.AUDIO) + traffic.packets(IN, Kind.VIDEO);
        assertThat(traffic.lost(IN)).as("%d of %d", traffic.lost(IN), expected).isPositive();
        assertThat(traffic.lost(IN)).isLessThan(expected / 10);
        // What was late to us is late to the receiver, who cannot know why.
        assertThat(traffic.lost(OUT)).isLessThan(traffic.lost(IN) / 2);
        assertThat(traffic.nacked(OUT)).isPositive();
    }

    @Test
    void showsLossOnTheWayFromUs() {
        Traffic traffic = after(LinkConditions.CLEAN, LOSSY);
        assertThat(traffic.lost(OUT)).isPositive();
        assertThat(traffic.lost(IN)).isZero();
        assertThat(traffic.nacked(IN)).isPositive();
        assertThat(traffic.nacked(OUT)).isZero();
    }
}
