package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.ProducerType;
import foyer.sfu.forward.Rung;
import foyer.sfu.router.RouterCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SvcTest {
    private static final long OWN_SEED = 43;

    /** Each but the first found something once. */
    private static final long[] SEEDS = {OWN_SEED, 8, 9, 13, 15, 47, 52};

    private Scenario call = new Scenario(Seeds.of(OWN_SEED));

    private VirtualPeer meet(SvcForm form, LinkConditions conditions, String... receivers) {
        VirtualPeer sender = call.peer("anna", conditions);
        for (String name : receivers) {
            call.peer(name, conditions);
        }
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    sender.publisher().produceLayered(form);
                    call.peers().forEach(VirtualPeer::consumeAll);
                });
        return sender;
    }

    private void prefer(ReceivedTrack track, int spatial, int temporal) {
        call.server()
                .apply(
                        new RouterCommand.SetPreferredLayers(
                                track.consumerId(), new LayerPreference(spatial, temporal)));
    }

    @ParameterizedTest
    @EnumSource(SvcForm.class)
    void layersAreReachedAndNothingElseIsSent(SvcForm form) {
        VirtualPeer anna = meet(form, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        int[][] wishes = {{2, 2}, {1, 2}, {2, 1}, {0, 0}, {1, 1}, {0, 2}, {2, 0}, {2, 2}};
        for (int i = 0; i < wishes.length; i++) {
            int[] wish = wishes[i];
            call.at(
                    Duration.ofSeconds(3 + 2L * i),
                    () -> prefer(ben.videoFrom(anna), wish[0], wish[1]));
        }
        call.run(Duration.ofSeconds(20));
        ReceivedTrack track = ben.videoFrom(anna);
        assertThat(track.description().type()).isEqualTo(ProducerType.SVC);
        assertThat(call.problems()).isEmpty();
        assertThat(track.stuck()).isEmpty();
        assertThat(track.unreadable()).isZero();
        assertThat(track.inactive()).isZero();
        for (int i = 0; i < wishes.length; i++) {
            long from = Scenario.nanosAt(Duration.ofSeconds(4 + 2L * i));
            long to = from + Duration.ofSeconds(1).toNanos();
            assertThat(track.temporalLayers(from, to))
                    .as(form + " wish " + i)
                    .isEqualTo(List.of(0, 1, 2).subList(0, wishes[i][1] + 1));
            assertThat(track.highestLayer(from, to - from))
                    .as(form + " wish " + i)
                    .isEqualTo(wishes[i][0]);
            // Key pictures have what the upper layers are built on.
            assertThat(track.layers(from, to))
                    .as(form + " wish " + i)
                    .isEqualTo(
                            form.isKeyMode()
                                    ? List.of(wishes[i][0])
                                    : List.of(0, 1, 2).subList(0, wishes[i][0] + 1));
        }
        long freeze =
                track.longestFreezeNanos(
                        Scenario.nanosAt(Duration.ofSeconds(2)),
                        Scenario.nanosAt(Duration.ofSeconds(20)));
        assertThat(freeze).isLessThan(Duration.ofMillis(400).toNanos());
    }

    static List<Arguments> formsAndSeeds() {
        List<Arguments> all = new ArrayList<>();
        for (SvcForm form : SvcForm.values()) {
            Seeds.each(SEEDS).forEach(seed -> all.add(Arguments.of(form, seed)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("formsAndSeeds")
    void theDecoderNeverBreaksWhateverIsAskedFor(SvcForm form, long seed) {
        call = new Scenario(seed);
        LinkConditions bad = LinkConditions.CLEAN.losing(0.02).jittering(Duration.ofMillis(20));
        VirtualPeer anna = meet(form, bad, "ben", "cleo");
        SplittableRandom random = new SplittableRandom(seed);
        for (VirtualPeer peer : call.peers().subList(1, 3)) {
            for (int i = 0; i < 30; i++) {
                int spatial = random.nextInt(3);
                int temporal = random.nextInt(3);
                call.at(
                        Duration.ofMillis(3_000 + i * 1_000L + random.nextInt(300)),
                        () -> prefer(peer.videoFrom(anna), spatial, temporal));
            }
        }
        call.run(Duration.ofSeconds(35));
        assertThat(call.problems()).isEmpty();
        for (VirtualPeer peer : call.peers().subList(1, 3)) {
            ReceivedTrack track = peer.videoFrom(anna);
            long freeze =
                    track.longestFreezeNanos(
                            Scenario.nanosAt(Duration.ofSeconds(3)),
                            Scenario.nanosAt(Duration.ofSeconds(34)));
            System.out.println(
                    form
                            + " "
                            + track
                            + ": longest freeze "
                            + freeze / 1_000_000
                            + " ms, empty packets "
                            + track.emptyPackets()
                            + ", repairs "
                            + track.repairs()
                            + ", unreadable "
                            + track.unreadable()
                            + ", inactive "
                            + track.inactive());
            assertThat(track.stuck()).as(call.seed() + track).isEmpty();
            assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
            assertThat(freeze).as(call.seed() + track).isLessThan(Duration.ofMillis(900).toNanos());
        }
    }

    @ParameterizedTest
    @EnumSource(SvcForm.class)
    void aLayerThatStopsIsRoutedAroundAndComesBack(SvcForm form) {
        VirtualPeer anna = meet(form, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        call.at(Duration.ofSeconds(5), () -> anna.publisher().layered().topLayer(1));
        call.at(Duration.ofSeconds(10), () -> anna.publisher().layered().topLayer(2));
        call.run(Duration.ofSeconds(12));
        ReceivedTrack track = ben.videoFrom(anna);
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(track.highestLayer(Scenario.nanosAt(Duration.ofSeconds(4)), second))
                .isEqualTo(2);
        assertThat(track.highestLayer(Scenario.nanosAt(Duration.ofSeconds(8)), second))
                .isEqualTo(1);
        assertThat(track.highestLayer(Scenario.nanosAt(Duration.ofSeconds(11)), second))
                .isEqualTo(2);
        assertThat(call.problems()).isEmpty();
        assertThat(track.stuck()).isEmpty();
        long freeze =
                track.longestFreezeNanos(
                        Scenario.nanosAt(Duration.ofSeconds(3)),
                        Scenario.nanosAt(Duration.ofSeconds(12)));
        System.out.println(form + ": longest freeze at a stop " + freeze / 1_000_000 + " ms");
        assertThat(freeze).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void theLadderCountsWhatALayerIsBuiltOn() {
        VirtualPeer anna = meet(SvcForm.VP9_FULL, LinkConditions.CLEAN, "ben");
        call.run(Duration.ofSeconds(5));
        assertThat(anna.publisher().layered().stream().packets()).isPositive();
        List<Rung> layers = call.server().stats().producers().getFirst().layers();
        // S2T0 takes less than S1T2.
        assertThat(layers)
                .extracting(rung -> rung.spatialLayer() * 10 + rung.temporalLayer())
                .containsExactly(0, 1, 2, 10, 11, 12, 21, 22);
        for (int i = 1; i < layers.size(); i++) {
            assertThat(layers.get(i).bitrateBps()).isGreaterThan(layers.get(i - 1).bitrateBps());
        }
        // 30 pictures a second of 500, 2×900 and 4×1000 bytes, and headers.
        assertThat(layers.getLast().bitrateBps()).isBetween(1_512_000L, 1_620_000L);
        // S1 in all its pictures, with S0.
        assertThat(layers.get(5).bitrateBps()).isBetween(552_000L, 600_000L);
    }
}
