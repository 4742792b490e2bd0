package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterStats;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemporalLayerTest {
    private final long seed = Seeds.of(41);

    private final Scenario call = new Scenario(seed);

    private static void prefer(Scenario call, ReceivedTrack track, int spatial, int temporal) {
        call.server()
                .apply(
                        new RouterCommand.SetPreferredLayers(
                                track.consumerId(), new LayerPreference(spatial, temporal)));
    }

    private RouterStats.LayerStats layers(ReceivedTrack track) {
        return call.server().stats().consumers().stream()
                .filter(consumer -> consumer.id().equals(track.consumerId()))
                .findFirst()
                .orElseThrow()
                .layers();
    }

    @Test
    void aTemporalCeilingHoldsAtOnceAndIsLiftedSoon() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        for (int i = 0; i < 12; i++) {
            int temporal = (i * 2 + 1) % 3;
            Duration asked = Duration.ofSeconds(3 + i);
            call.at(asked, () -> prefer(call, ben.videoFrom(anna), 2, temporal));
        }
        call.run(Duration.ofSeconds(16));
        assertThat(call.problems()).isEmpty();
        ReceivedTrack track = ben.videoFrom(anna);
        for (int i = 0; i < 12; i++) {
            int temporal = (i * 2 + 1) % 3;
            long from = Scenario.nanosAt(Duration.ofMillis(3_500 + i * 1_000L));
            List<Integer> expected = List.of(0, 1, 2).subList(0, temporal + 1);
            assertThat(track.temporalLayers(from, from + Duration.ofMillis(500).toNanos()))
                    .as("ceiling " + temporal)
                    .isEqualTo(expected);
            long asked = Scenario.nanosAt(Duration.ofMillis(3_100 + i * 1_000L));
            assertThat(track.temporalLayers(asked, from)).allMatch(layer -> layer <= temporal);
        }
        assertThat(track.keyFrameRequests()).isZero();
        assertThat(anna.video().stream(2).keyFrameRequests())
                .noneMatch(at -> at > Scenario.nanosAt(Duration.ofSeconds(3)));
        assertThat(call.server().events(RouterEvent.ConsumerLayersChanged.class))
                .contains(
                        new RouterEvent.ConsumerLayersChanged(
                                track.consumerId(), new LayerPreference(2, 1)));
    }

    @Test
    void theDecoderNeverBreaksWhateverIsAskedFor() {
        LinkConditions bad = LinkConditions.CLEAN.losing(0.02).jittering(Duration.ofMillis(20));
        VirtualPeer anna = call.peer("anna", bad);
        VirtualPeer ben = call.peer("ben", bad);
        VirtualPeer cleo = call.peer("cleo", bad);
        call.everybodyMeets(Duration.ZERO);
        SplittableRandom random = new SplittableRandom(seed);
        for (VirtualPeer peer : List.of(ben, cleo)) {
            for (int i = 0; i < 30; i++) {
                int spatial = random.nextInt(3);
                int temporal = random.nextInt(3);
                Duration asked = Duration.ofMillis(3_000 + i * 1_000L + random.nextInt(300));
                call.at(asked, () -> prefer(call, peer.videoFrom(anna), spatial, temporal));
            }
        }
        call.run(Duration.ofSeconds(35));
        assertThat(call.problems()).isEmpty();
        for (VirtualPeer peer : List.of(ben, cleo)) {
            ReceivedTrack track = peer.videoFrom(anna);
            assertThat(track.stuck()).as(call.seed() + track).isEmpty();
            assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
            long freeze =
                    track.longestFreezeNanos(
                            Scenario.nanosAt(Duration.ofSeconds(3)),
                            Scenario.nanosAt(Duration.ofSeconds(34)));
            System.out.println(
                    track
                            + ": longest freeze "
                            + freeze / 1_000_000
                            + " ms, empty packets "
                            + track.emptyPackets()
                            + ", repairs "
                            + track.repairs());
            assertThat(freeze).as(call.seed() + track).isLessThan(Duration.ofMillis(700).toNanos());
        }
    }

    @Test
    void statsSayWhatIsSentAndWhy() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(4));
        ReceivedTrack track = ben.videoFrom(anna);
        assertThat(layers(track).currentSpatial()).isEqualTo(2);
        assertThat(layers(track).currentTemporal()).isEqualTo(2);
        assertThat(layers(track).reason()).isEqualTo(LayerReason.HIGHEST);

        prefer(call, track, 1, 0);
        assertThat(layers(track).reason()).isEqualTo(LayerReason.WAITING_FOR_KEY_FRAME);
        call.run(Duration.ofSeconds(5));
        assertThat(layers(track))
                .extracting(
                        RouterStats.LayerStats::currentSpatial,
                        RouterStats.LayerStats::currentTemporal,
                        RouterStats.LayerStats::reason)
                .containsExactly(1, 0, LayerReason.PREFERRED);
        assertThat(layers(track).sinceMillis()).isBetween(700L, 1000L);
        anna.video().stopLayer(1);
        call.run(Duration.ofSeconds(7));
        assertThat(layers(track).reason()).isEqualTo(LayerReason.NOT_SENT);
        ben.pause(track);
        assertThat(layers(track).reason()).isEqualTo(LayerReason.PAUSED);
        assertThat(call.server().events(RouterEvent.ConsumerLayersChanged.class).getLast())
                .isEqualTo(new RouterEvent.ConsumerLayersChanged(track.consumerId(), null));
    }
}
