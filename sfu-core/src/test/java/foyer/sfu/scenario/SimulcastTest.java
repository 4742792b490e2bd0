package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.ProducerType;
import foyer.sfu.router.RouterCommand;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Three streams of one picture, of every codec: layers change, go and come, and nothing breaks. */
class SimulcastTest {
    private final long seed = Seeds.of(51);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Scenario call = new Scenario(seed);

    private VirtualPeer meet(StreamForm form, LinkConditions conditions, String... receivers) {
        VirtualPeer sender = call.peer("anna", conditions);
        for (String name : receivers) {
            call.peer(name, conditions);
        }
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    sender.publisher().produceVideo(form);
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

    private static long at(double seconds) {
        return Scenario.nanosAt(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private void isWhole(ReceivedTrack track) {
        assertThat(call.problems()).isEmpty();
        assertThat(track.stuck()).as(call.seed() + track).isEmpty();
        assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
    }

    @ParameterizedTest
    @EnumSource(StreamForm.class)
    void layersAreGoneOverToUpAndDownWithoutAGap(StreamForm form) {
        VirtualPeer anna = meet(form, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        int[] wishes = {0, 2, 1, 2, 0, 1, 0, 2, 1, 0, 1, 2};
        for (int i = 0; i < wishes.length; i++) {
            int layer = wishes[i];
            Duration asked = Duration.ofSeconds(3 + i);
            call.at(asked, () -> ben.preferLayer(layer));
            call.at(
                    asked.plusMillis(900),
                    () -> assertThat(ben.videoFrom(anna).layer()).as("%s", form).isEqualTo(layer));
        }
        call.run(Duration.ofSeconds(3 + wishes.length));
        ReceivedTrack track = ben.videoFrom(anna);
        assertThat(track.description().type()).isEqualTo(ProducerType.SIMULCAST);
        assertThat(track.codec()).isEqualTo(form.mimeType());
        isWhole(track);
        assertThat(track.missing().asked()).as("numbers that never came").isZero();
        assertThat(track.unreadable()).isZero();
        assertThat(track.keyFrameRequests()).isZero();
        assertThat(track.longestFreezeNanos(at(2), at(3 + wishes.length)))
                .as("longest freeze")
                .isLessThan(Duration.ofMillis(120).toNanos());
    }

    @ParameterizedTest
    @EnumSource(value = StreamForm.class, mode = EnumSource.Mode.EXCLUDE, names = "H264")
    void temporalLayersAreLeftAtOnceAndJoinedSoonWithoutAKeyFrame(StreamForm form) {
        VirtualPeer anna = meet(form, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        int top = form.pattern().layers() - 1;
        for (int i = 0; i < 8; i++) {
            int temporal = i % 2 == 0 ? 0 : top - i / 2 % top;
            Duration asked = Duration.ofSeconds(3 + i);
            call.at(asked, () -> prefer(ben.videoFrom(anna), 2, temporal));
        }
        call.run(Duration.ofSeconds(11));
        ReceivedTrack track = ben.videoFrom(anna);
        isWhole(track);
        for (int i = 0; i < 8; i++) {
            int temporal = i % 2 == 0 ? 0 : top - i / 2 % top;
            assertThat(track.temporalLayers(at(3.5 + i), at(4 + i)))
                    .as("%s ceiling %s", form, temporal)
                    .isEqualTo(List.of(0, 1, 2).subList(0, temporal + 1));
            assertThat(track.temporalLayers(at(3.1 + i), at(4 + i)))
                    .allMatch(layer -> layer <= temporal);
        }
        assertThat(anna.video().stream(2).keyFrameRequests()).noneMatch(when -> when > at(3));
        boolean isMarked = form.described() == StreamForm.Described.BY_MARKING;
        assertThat(track.marked()).isEqualTo(isMarked ? track.packets().size() : 0);
    }

    @ParameterizedTest
    @EnumSource(StreamForm.class)
    void whatIsLostIsRepairedAcrossSwitches(StreamForm form) {
        LinkConditions bad = LinkConditions.CLEAN.losing(0.02).jittering(Duration.ofMillis(20));
        VirtualPeer anna = meet(form, bad, "ben", "cleo");
        List<VirtualPeer> receivers = List.copyOf(call.peers().subList(1, 3));
        SplittableRandom random = new SplittableRandom(seed);
        for (VirtualPeer peer : receivers) {
            for (int i = 0; i < 30; i++) {
                int spatial = random.nextInt(3);
                int temporal = random.nextInt(3);
                call.at(
                        Duration.ofMillis(3_000 + i * 1_000L + random.nextInt(300)),
                        () -> prefer(peer.videoFrom(anna), spatial, temporal));
            }
        }
        call.run(Duration.ofSeconds(35));
        for (VirtualPeer peer : receivers) {
            ReceivedTrack track = peer.videoFrom(anna);
            isWhole(track);
            assertThat(track.repairs()).as("packets sent again").isPositive();
            assertThat(track.longestFreezeNanos(at(3), at(34)))
                    .as(call.seed() + track)
                    .isLessThan(Duration.ofMillis(700).toNanos());
        }
    }

    @ParameterizedTest
    @EnumSource(StreamForm.class)
    void aLayerThatStopsIsRoutedAroundAndTakenAgain(StreamForm form) {
        VirtualPeer anna = meet(form, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        call.at(Duration.ofSeconds(5), () -> anna.video().stopLayer(2));
        call.at(Duration.ofSeconds(9), () -> anna.video().stopLayer(1));
        call.at(Duration.ofSeconds(13), () -> anna.video().startLayer(2));
        call.at(Duration.ofSeconds(17), () -> anna.video().startLayer(1));
        call.at(Duration.ofSeconds(17), () -> anna.video().stopLayer(2));
        call.run(Duration.ofSeconds(21));
        ReceivedTrack track = ben.videoFrom(anna);
        isWhole(track);
        assertThat(track.layers(at(4), at(5))).containsExactly(2);
        assertThat(track.layers(at(7), at(9))).containsExactly(1);
        assertThat(track.layers(at(11), at(13))).containsExactly(0);
        assertThat(track.layers(at(15), at(17))).containsExactly(2);
        assertThat(track.layers(at(19), at(21))).containsExactly(1);
        assertThat(track.longestFreezeNanos(at(3), at(21)))
                .as(call.seed() + "longest freeze")
                .isLessThan(SECOND);
    }

    /**
     * The sender has three streams and never begins some of them: a slow machine, a small window.
     */
    @ParameterizedTest
    @CsvSource({"02", "01", "12", "0", "1", "2"})
    void aLadderWithStepsMissingIsAccepted(String sent) {
        VirtualPeer anna = meet(StreamForm.VP9, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        call.at(
                Duration.ZERO,
                () -> {
                    for (int layer = 0; layer < 3; layer++) {
                        if (!sent.contains("" + layer)) {
                            anna.video().stopLayer(layer);
                        }
                    }
                });
        call.at(Duration.ofSeconds(5), () -> ben.preferLayer(0));
        call.at(Duration.ofSeconds(8), () -> ben.preferLayer(2));
        call.run(Duration.ofSeconds(11));
        ReceivedTrack track = ben.videoFrom(anna);
        isWhole(track);
        int lowest = sent.charAt(0) - '0';
        int highest = sent.charAt(sent.length() - 1) - '0';
        assertThat(track.shownNanosAfter(at(0))).as("first picture").isBetween(at(0), at(1));
        assertThat(track.layers(at(2.5), at(5))).containsExactly(highest);
        assertThat(track.layers(at(6), at(8))).containsExactly(lowest);
        assertThat(track.layers(at(9), at(11))).containsExactly(highest);
        assertThat(track.longestFreezeNanos(at(2), at(11))).isLessThan(SECOND / 4);
    }

    @Test
    void h264IsEnteredWhereAnIdrBeginsAndNowhereElse() {
        VirtualPeer anna = meet(StreamForm.H264, LinkConditions.CLEAN, "ben");
        VirtualPeer ben = call.peers().getLast();
        for (int i = 0; i < 20; i++) {
            int layer = i % 2 == 0 ? 0 : 2;
            call.at(Duration.ofMillis(3_000 + i * 733L), () -> ben.preferLayer(layer));
        }
        call.run(Duration.ofSeconds(19));
        ReceivedTrack track = ben.videoFrom(anna);
        isWhole(track);
        int layer = -1;
        int entered = 0;
        for (VideoDecoder.Decoded frame : track.decoded()) {
            if (frame.layer() != layer) {
                assertThat(frame.key()).as(call.seed() + frame).isTrue();
                layer = frame.layer();
                entered++;
            }
        }
        assertThat(entered).as("times a stream was entered").isGreaterThan(20);
    }
}
