package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.RouterEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersWantedTest {
    private final Scenario call = new Scenario(19);
    private final VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
    private final VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);

    private List<Integer> told() {
        return call.server().events(RouterEvent.ProducerLayersWanted.class).stream()
                .filter(event -> event.producerId().equals(anna.publisher().videoId()))
                .map(RouterEvent.ProducerLayersWanted::maxSpatialLayer)
                .toList();
    }

    @Test
    void whatNobodyReceivesIsToldAfterAWhileAndWhatSomebodyWantsAtOnce() {
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(4));
        assertThat(told()).isEmpty();
        ben.preferLayer(0);
        call.run(Duration.ofMillis(4_500));
        assertThat(told()).isEmpty();
        call.run(Duration.ofSeconds(5));
        assertThat(told()).containsExactly(0);
        ben.preferLayer(1);
        call.run(Duration.ofMillis(5_020));
        assertThat(told()).containsExactly(0, 1);
        ben.pause(ben.videoFrom(anna));
        call.run(Duration.ofMillis(6_020));
        assertThat(told()).containsExactly(0, 1, -1);
        ben.resume(ben.videoFrom(anna));
        call.run(Duration.ofMillis(6_040));
        assertThat(told()).containsExactly(0, 1, -1, 1);
    }

    @Test
    void whoTurnsThePageAndComesBackIsNotTold() {
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(4));
        for (int i = 0; i < 20; i++) {
            int layer = i % 2 == 0 ? 0 : 2;
            call.at(Duration.ofMillis(4_000 + i * 500L), () -> ben.preferLayer(layer));
        }
        call.run(Duration.ofSeconds(16));
        assertThat(told()).isEmpty();
    }

    @Test
    void aSenderThatFollowsIsFollowed() {
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(4));
        ben.preferLayer(0);
        call.run(Duration.ofSeconds(7));
        anna.video().stopLayer(1);
        anna.video().stopLayer(2);
        call.run(Duration.ofSeconds(10));
        ben.preferLayer(2);
        call.run(Duration.ofMillis(10_050));
        assertThat(told()).containsExactly(0, 2);
        anna.video().startLayer(1);
        anna.video().startLayer(2);
        call.run(Duration.ofSeconds(12));
        assertThat(ben.videoFrom(anna).layer()).isEqualTo(2);
        assertThat(call.problems()).isEmpty();
        assertThat(ben.videoFrom(anna).stuck()).isEmpty();
        long freeze =
                ben.videoFrom(anna)
                        .longestFreezeNanos(
                                Scenario.nanosAt(Duration.ofSeconds(3)),
                                Scenario.nanosAt(Duration.ofSeconds(12)));
        assertThat(freeze).isLessThan(Duration.ofMillis(300).toNanos());
    }

    @Test
    void nobodyAtAllIsTold() {
        call.at(
                Duration.ZERO,
                () -> {
                    anna.join();
                    anna.produceAll();
                });
        call.run(Duration.ofSeconds(3));
        assertThat(told()).containsExactly(-1);
        assertThat(call.server().events(RouterEvent.ProducerLayersWanted.class)).hasSize(1);
    }
}
