package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LayerTest {
    private final Scenario call = new Scenario(5);
    private final VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
    private final VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);

    @Test
    void aLayerThatStopsIsRoutedAround() {
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(5), () -> anna.video().stopLayer(2));
        call.at(Duration.ofSeconds(10), () -> anna.video().startLayer(2));
        call.run(Duration.ofSeconds(9));
        assertThat(ben.videoFrom(anna).layer()).isEqualTo(1);
        call.run(Duration.ofSeconds(13));
        assertThat(ben.videoFrom(anna).layer()).isEqualTo(2);
        assertThat(call.problems()).isEmpty();
        long freeze =
                ben.videoFrom(anna)
                        .longestFreezeNanos(
                                Scenario.nanosAt(Duration.ofSeconds(3)),
                                Scenario.nanosAt(Duration.ofSeconds(13)));
        assertThat(freeze).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void onlyTheSmallestLayerLeftIsStillAPicture() {
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(4), () -> anna.video().stopLayer(1));
        call.at(Duration.ofSeconds(5), () -> anna.video().stopLayer(2));
        call.run(Duration.ofSeconds(10));
        assertThat(call.problems()).isEmpty();
        assertThat(ben.videoFrom(anna).layer()).isZero();
        assertThat(ben.videoFrom(anna).lastPacketNanos())
                .isGreaterThan(Scenario.nanosAt(Duration.ofMillis(9900)));
    }

    @Test
    void aPreferredLayerIsReachedWithinASecond() {
        call.everybodyMeets(Duration.ZERO);
        for (int i = 0; i < 20; i++) {
            int layer = (i + 1) % 3;
            Duration asked = Duration.ofSeconds(3 + i);
            call.at(asked, () -> ben.preferLayer(layer));
            call.at(
                    asked.plusMillis(900),
                    () -> assertThat(ben.videoFrom(anna).layer()).isEqualTo(layer));
        }
        call.run(Duration.ofSeconds(24));
        assertThat(call.problems()).isEmpty();
        long freeze =
                ben.videoFrom(anna)
                        .longestFreezeNanos(
                                Scenario.nanosAt(Duration.ofSeconds(3)),
                                Scenario.nanosAt(Duration.ofSeconds(24)));
        assertThat(freeze).as("no gap at a switch").isLessThan(Duration.ofMillis(120).toNanos());
    }
}
