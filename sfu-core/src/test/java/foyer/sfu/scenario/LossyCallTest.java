package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.router.RouterStats;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LossyCallTest {
    private static final LinkConditions BAD =
            LinkConditions.CLEAN.losing(0.05).jittering(Duration.ofMillis(40)).reordering(0.01);

    @Test
    void tenPeersOnABadNetworkLoseNothingForGood() {
        Scenario call = new Scenario(Long.getLong("foyer.seed", 7));
        call.peers(10, BAD);
        call.everybodyMeets(Duration.ZERO);
        int[] layers = {0, 2, 1};
        for (int i = 0; i < 20; i++) {
            int layer = layers[i % layers.length];
            call.at(
                    Duration.ofMillis(4000 + i * 1200L),
                    () -> call.peers().forEach(peer -> peer.preferLayer(layer)));
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long startNanos = System.nanoTime();
        long startCpuNanos = threads.getCurrentThreadCpuTime();
        call.run(Duration.ofSeconds(30));
        Duration real = Duration.ofNanos(System.nanoTime() - startNanos);
        Duration cpu = Duration.ofNanos(threads.getCurrentThreadCpuTime() - startCpuNanos);
        System.out.printf(
                "%s, real time %d ms, CPU %d ms%n",
                CallFigures.of(call), real.toMillis(), cpu.toMillis());

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
            // Twice the start of a key frame can be lost before the next change.
            if (consumer.producerId().endsWith("video")) {
                assertThat(consumer.switches())
                        .as(call.seed() + consumer.id())
                        .isGreaterThanOrEqualTo(18);
            }
        }
        // Not the real time, which says how busy the machine is.
        assertThat(cpu).isLessThan(Duration.ofSeconds(20));
    }
}
