package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerReason;
import foyer.sfu.forward.AllocationReason;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.router.LayerDecision;
import foyer.sfu.router.RouterStats;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What people can read of why a consumer is sent what it is sent, and why key frames were asked.
 */
class DecisionTraceTest {
    private static final long SEED = Long.getLong("foyer.seed", 23);

    private static RouterStats.ConsumerStats consumer(Scenario call, ReceivedTrack track) {
        return call.server().stats().consumers().stream()
                .filter(consumer -> consumer.id().equals(track.consumerId()))
                .findFirst()
                .orElseThrow();
    }

    private static RouterStats.ProducerStats video(Scenario call, VirtualPeer sender) {
        return call.server().stats().producers().stream()
                .filter(producer -> producer.id().equals(sender.publisher().videoId()))
                .findFirst()
                .orElseThrow();
    }

    private static List<LayerDecision> decisions(Scenario call, ReceivedTrack track) {
        return consumer(call, track).decisions();
    }

    private static LayerDecision last(Scenario call, ReceivedTrack track) {
        return decisions(call, track).getLast();
    }

    @Test
    void aNarrowPathIsTheReasonOfFewerLayers() {
        Narrow call = new Narrow(SEED, 1);
        Bottleneck narrow = call.bottleneck(4_000_000, 40_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(15, () -> narrow.capacity(400_000)).run(15);
        ReceivedTrack track = call.video(anna, 0);
        assertThat(last(call.call(), track).reason())
                .as("seed " + SEED)
                .isEqualTo(LayerReason.HIGHEST);
        assertThat(last(call.call(), track).currentSpatial()).isEqualTo(2);
        call.run(30);
        List<LayerDecision> after =
                decisions(call.call(), track).stream()
                        .filter(decision -> decision.nanos() >= Narrow.nanos(15))
                        .toList();
        LayerDecision fell =
                after.stream()
                        .filter(decision -> decision.allocation() == AllocationReason.BANDWIDTH)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("seed " + SEED + ": " + after));
        assertThat(fell.nanos()).isLessThan(Narrow.nanos(20));
        assertThat(fell.targetSpatial()).isLessThan(2);
        assertThat(fell.budgetBps()).isBetween(1L, fell.estimateBps());
        assertThat(fell.estimateBps()).isLessThan(2_000_000);
        LayerDecision now = after.getLast();
        assertThat(now.reason()).isEqualTo(LayerReason.BANDWIDTH);
        assertThat(now.currentSpatial()).isEqualTo(now.targetSpatial()).isLessThan(2);
        assertThat(decisions(call.call(), track))
                .isSortedAccordingTo((a, b) -> Long.compare(a.nanos(), b.nanos()));
    }

    @Test
    void whatAUserWantsIsAReason() {
        Scenario call = new Scenario(SEED);
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(5));
        ReceivedTrack track = ben.videoFrom(anna);
        assertThat(last(call, track).reason()).isEqualTo(LayerReason.HIGHEST);
        int before = decisions(call, track).size();
        ben.preferLayer(track, 0);
        LayerDecision waits = last(call, track);
        assertThat(waits.reason()).isEqualTo(LayerReason.WAITING_FOR_KEY_FRAME);
        assertThat(waits.targetSpatial()).isZero();
        assertThat(waits.currentSpatial()).isEqualTo(2);
        call.run(Duration.ofSeconds(6));
        LayerDecision small = last(call, track);
        assertThat(small.reason()).isEqualTo(LayerReason.PREFERRED);
        assertThat(small.currentSpatial()).isZero();
        assertThat(decisions(call, track)).hasSizeGreaterThan(before + 1);
        ben.pause(track);
        assertThat(last(call, track).reason()).isEqualTo(LayerReason.PAUSED);
        assertThat(last(call, track).currentSpatial()).isEqualTo(-1);
        int paused = decisions(call, track).size();
        call.run(Duration.ofSeconds(20));
        assertThat(decisions(call, track)).hasSize(paused);
    }

    @Test
    void keepsTheLastSixty() {
        Scenario call = new Scenario(SEED);
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(4));
        ReceivedTrack track = ben.videoFrom(anna);
        for (int i = 0; i < 50; i++) {
            ben.pause(track);
            ben.resume(track);
            call.run(Duration.ofMillis(4_000 + i * 20L));
        }
        assertThat(decisions(call, track)).hasSize(60);
    }

    @Test
    void keyFramesAreCountedByWhoAskedAndByWhatCame() {
        Scenario call = new Scenario(SEED);
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(5));
        RouterStats.ProducerStats early = video(call, anna);
        VirtualPeer late = call.peer("late", LinkConditions.CLEAN);
        late.join();
        late.consumeAll();
        call.run(Duration.ofSeconds(7));
        RouterStats.ProducerStats before = video(call, anna);
        assertThat(grown(early, before))
                .containsEntry(KeyFrameCause.NEW_CONSUMER, 1L)
                .doesNotContainKeys(KeyFrameCause.RESUMED, KeyFrameCause.RECEIVER);
        assertThat(before.mimeType()).isEqualTo("video/VP8");
        assertThat(before.streams()).allMatch(stream -> stream.keyFrames() > 0);
        ReceivedTrack track = ben.videoFrom(anna);
        ben.pause(track);
        ben.resume(track);
        call.run(Duration.ofSeconds(9));
        RouterStats.ProducerStats resumed = video(call, anna);
        assertThat(grown(before, resumed)).isEqualTo(Map.of(KeyFrameCause.RESUMED, 1L));
        assertThat(keyFrames(resumed)).isEqualTo(keyFrames(before) + 1);
        ben.preferLayer(track, 0);
        call.run(Duration.ofSeconds(11));
        RouterStats.ProducerStats changed = video(call, anna);
        assertThat(grown(resumed, changed)).isEqualTo(Map.of(KeyFrameCause.LAYER_CHANGE, 1L));
        assertThat(changed.keyFramesUnasked()).isEqualTo(before.keyFramesUnasked());
        assertThat(changed.keyFramesWantedBy().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(changed.keyFramesWanted());
    }

    private static long keyFrames(RouterStats.ProducerStats producer) {
        return producer.streams().stream().mapToLong(RouterStats.StreamStats::keyFrames).sum();
    }

    private static Map<KeyFrameCause, Long> grown(
            RouterStats.ProducerStats before, RouterStats.ProducerStats after) {
        Map<KeyFrameCause, Long> more = new EnumMap<>(KeyFrameCause.class);
        after.keyFramesWantedBy()
                .forEach((cause, count) -> {
                    long had = before.keyFramesWantedBy().getOrDefault(cause, 0L);
                    if (count > had) {
                        more.put(cause, count - had);
                    }
                });
        return more;
    }

    @Test
    void transportsTellHowFarTheyAreAndByWhichWay() {
        Scenario call = new Scenario(SEED);
        for (String name : List.of("anna", "ben")) {
            call.peer(name, LinkConditions.CLEAN).answers(Subscriber.Answers.ARRIVALS);
        }
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(5));
        List<RouterStats.TransportStats> transports = call.server().stats().transports();
        assertThat(transports).hasSize(4);
        assertThat(transports)
                .allSatisfy(transport -> {
                    assertThat(transport.iceState()).isIn("connected", "completed");
                    assertThat(transport.dtlsState()).isEqualTo("connected");
                    assertThat(transport.path()).isNotNull();
                    assertThat(transport.rttMillis()).isBetween(1.0, 200.0);
                });
        assertThat(transports)
                .filteredOn(transport -> transport.downlink().budgetBps() > 0)
                .hasSize(2)
                .allSatisfy(transport -> {
                    assertThat(transport.downlink().reservedBps()).isPositive();
                    assertThat(transport.downlink().budgetBps())
                            .isLessThan(transport.downlink().estimateBps());
                });
    }
}
