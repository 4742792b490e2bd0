package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.Start;
import foyer.sfu.forward.Rung;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.scenario.PeerParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumerLadderTest {
    private static final long MS = 1_000_000L;

    private final TestRoom room = new TestRoom();
    private final Peer sender = room.peer("sender");
    private final Producer producer =
            room.produce(
                    sender,
                    "camera",
                    MediaKind.VIDEO,
                    TestRoom.video(
                            "1",
                            List.of(
                                    RtpEncodingParameters.ofSsrc(1, null),
                                    RtpEncodingParameters.ofSsrc(2, null))));
    private long now;

    private Consumer consumer() {
        room.peer("receiver");
        room.router.apply(
                new RouterCommand.Consume(
                        "receiver",
                        "consumer",
                        new ConsumerOptions(
                                "camera",
                                // Nobody else decides about the layers of such a receiver.
                                PeerParameters.withoutCongestionFeedback(
                                        SupportedCapabilities.routerCapabilities()),
                                Start.RUNNING)),
                now,
                room.out);
        return producer.consumers().getFirst();
    }

    /** A second of 100 packets of each stream, in which only the number changes. */
    private void flow(long... ssrcs) {
        for (int i = 0; i < 100; i++) {
            for (long ssrc : ssrcs) {
                int number = (int) (now / MS / 10);
                var packet = TestRoom.packet(TestRoom.VP8, ssrc, writer -> {});
                packet.sequenceNumber(number & 0xffff);
                packet.marker(true);
                sender.receiveRtp(packet, now, room.out);
            }
            now += 10 * MS;
        }
    }

    private List<Integer> layers(Consumer consumer) {
        return consumer.ladder(now).stream().map(Rung::spatialLayer).toList();
    }

    @Test
    void theLadderIsWhatFlowsAndIsWanted() {
        Consumer consumer = consumer();
        assertThat(consumer.ladder(now)).isEmpty();
        flow(1, 2);
        assertThat(layers(consumer)).containsExactly(0, 1);
        // 100 packets of 13 bytes.
        assertThat(consumer.ladder(now).getFirst().bitrateBps()).isBetween(10_000L, 10_900L);
        consumer.prefer(new LayerPreference(0, 0), now, room.out);
        assertThat(layers(consumer)).containsExactly(0);
        consumer.prefer(LayerPreference.HIGHEST, now, room.out);
        flow(1);
        assertThat(layers(consumer)).containsExactly(0);
        flow(1, 2);
        assertThat(layers(consumer)).containsExactly(0, 1);
        consumer.pause(now, room.out);
        assertThat(consumer.ladder(now)).isEmpty();
        consumer.resume(now, room.out);
        producer.pause(now, room.out);
        assertThat(consumer.ladder(now)).isEmpty();
    }

    @Test
    void aDecisionHoldsUntilTheNext() {
        Consumer consumer = consumer();
        flow(1, 2);
        assertThat(consumer.stream().selection().target()).isEqualTo(1);
        consumer.target(0, 1, now, room.out);
        flow(1, 2);
        assertThat(consumer.stream().selection().target()).isZero();
        assertThat(consumer.stream().selection().targetTemporal()).isEqualTo(1);
        assertThat(layers(consumer)).as("what could be").containsExactly(0, 1);
        consumer.free(now, room.out);
        assertThat(consumer.stream().selection().target()).isEqualTo(1);
    }

    @Test
    void whoHasNoBandwidthIsNotPausedByItsUser() {
        Consumer consumer = consumer();
        flow(1, 2);
        consumer.pauseForBandwidth(now, room.out);
        assertThat(consumer.paused()).isFalse();
        assertThat(consumer.pausedForBandwidth()).isTrue();
        assertThat(consumer.wants()).isFalse();
        assertThat(consumer.reason()).isEqualTo(LayerReason.BANDWIDTH);
        assertThat(layers(consumer)).as("what there could be room for").containsExactly(0, 1);
        flow(1, 2);
        assertThat(consumer.stream().selection().target()).isEqualTo(-1);
        consumer.resumeFromBandwidth(now, room.out);
        assertThat(consumer.stream().selection().target()).isEqualTo(1);
        assertThat(consumer.reason()).isEqualTo(LayerReason.WAITING_FOR_KEY_FRAME);
    }
}
