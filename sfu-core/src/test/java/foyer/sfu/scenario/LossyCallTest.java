package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.router.RouterStats;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LossyCallTest {
    private static final LinkConditions BAD =
            LinkConditions.CLEAN.losing(0.05).jittering(Duration.ofMillis(40)).reordering(0.01);

    @Test
    void tenPeersOnABadNetworkLoseNothingForGood() {
        Scenario call = new Scenario(7);
        call.peers(10, BAD);
        call.everybodyMeets(Duration.ZERO);
        int[] layers = {0, 2, 1};
        for (int i = 0; i < 20; i++) {
            int layer = layers[i % layers.length];
            call.at(
                    Duration.ofMillis(4000 + i * 1200L),
                    () -> call.peers().forEach(peer -> peer.preferLayer(layer)));
        }
        long startNanos = System.nanoTime();
        call.run(Duration.ofSeconds(30));
        Duration real = Duration.ofNanos(System.nanoTime() - startNanos);
        System.out.println(CallFigures.of(call) + ", real time " + real.toMillis() + " ms");

        assertThat(call.problems()).isEmpty();
        assertThat(call.tracks()).hasSize(180);
        long nowNanos = call.events().nowNanos();
        for (ReceivedTrack track : call.tracks()) {
            assertThat(track.missing().olderThan(Duration.ofSeconds(1).toNanos(), nowNanos))
                    .as(call.seed() + track + " still misses packets")
                    .isZero();
            assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
        }
        for (RouterStats.ConsumerStats consumer : call.server().stats().consumers()) {
            if (consumer.producerId().endsWith("video")) {
                assertThat(consumer.switches())
                        .as(call.seed() + consumer.id())
                        .isGreaterThanOrEqualTo(20);
            }
        }
        assertThat(real).isLessThan(Duration.ofSeconds(20));
    }
}
