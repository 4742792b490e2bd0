package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.Start;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.router.PipeMessage;
import foyer.sfu.router.PipeStats;
import foyer.sfu.router.PipedAs;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A room on two loops: who is on which is in the peers' names. */
class PipeTest {
    private static final long SEED = Long.getLong("foyer.seed", 71);
    private static final LinkConditions BAD =
            LinkConditions.CLEAN.losing(0.02).jittering(Duration.ofMillis(20));

    private final Scenario call = Scenario.split(SEED, 2);

    private VirtualPeer on(int loop, String name, LinkConditions conditions) {
        call.server().placing(id -> id.charAt(0) - '0');
        return call.peer(loop + name, conditions);
    }

    private static long at(double seconds) {
        return Scenario.nanosAt(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private VirtualPart part(int number) {
        return call.server().part(number);
    }

    private PipeStats pipe(String producerId) {
        return call.server().stats().pipes().stream()
                .filter(pipe -> pipe.producerId().equals(producerId))
                .findFirst()
                .orElseThrow();
    }

    private void isWhole(ReceivedTrack track) {
        assertThat(call.problems()).isEmpty();
        assertThat(track.stuck()).as(call.seed() + track).isEmpty();
        assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
    }

    @Test
    void everybodySeesAndHearsEverybodyAcrossABadNetwork() {
        List<VirtualPeer> peers =
                List.of(
                        on(0, "anna", BAD),
                        on(1, "ben", BAD),
                        on(0, "cleo", BAD),
                        on(1, "dora", BAD));
        call.everybodyMeets(Duration.ZERO).run(seconds(20));
        assertThat(call.tracks()).hasSize(peers.size() * (peers.size() - 1) * 2);
        for (ReceivedTrack track : call.videoTracks()) {
            isWhole(track);
            assertThat(track.longestFreezeNanos(at(3), at(19)))
                    .as(call.seed() + track)
                    .isLessThan(seconds(0.7).toNanos());
        }
        for (ReceivedTrack track : call.tracks()) {
            assertThat(track.packets()).as(call.seed() + track).hasSizeGreaterThan(800);
        }
        // What is lost is asked for once, by the router that the sender sends to.
        assertThat(call.server().traffic().nacked(Traffic.Direction.OUT)).isPositive();
        assertThat(call.server().stats().producers()).hasSize(peers.size() * 2);
        assertThat(call.server().stats().pipes()).hasSize(peers.size() * 2);
        assertThat(call.server().drops().of(DropReason.PIPE_FULL)).isZero();
    }

    @Test
    void aRoomCanBeOnManyLoops() {
        int loops = 8;
        Scenario large = Scenario.split(SEED, loops);
        large.server().placing(id -> id.charAt(0) - '0');
        for (int loop = 0; loop < loops; loop++) {
            large.peer(loop + "peer", LinkConditions.CLEAN);
        }
        large.everybodyMeets(Duration.ZERO).run(seconds(8));
        assertThat(large.problems()).isEmpty();
        assertThat(large.server().stats().pipes()).hasSize(loops * 2 * (loops - 1));
        for (ReceivedTrack track : large.videoTracks()) {
            assertThat(track.layers(at(5), at(8))).as(large.seed() + track).containsExactly(2);
        }
        assertThat(large.tracks()).hasSize(loops * 2 * (loops - 1));
        for (VirtualPeer peer : large.peers()) {
            peer.leave();
        }
        large.run(seconds(9));
        for (int loop = 0; loop < loops; loop++) {
            assertThat(large.server().part(loop).router().pipeCount()).isZero();
        }
    }

    @Test
    void aPacketCrossesOnceHoweverManyReceiveIt() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        for (int i = 0; i < 5; i++) {
            on(1, "viewer" + i, LinkConditions.CLEAN);
        }
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.produceAll();
                    call.peers().forEach(VirtualPeer::consumeAll);
                });
        call.run(seconds(10));
        long sent = anna.publisher().streams().stream().mapToLong(SentStream::packets).sum();
        assertThat(part(0).crossed()).isBetween(sent - 20, sent);
        assertThat(call.server().traffic().pipedPackets()).isEqualTo(part(0).crossed());
        assertThat(part(1).crossed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(StreamForm.class)
    void layersAreGoneOverToBehindThePipe(StreamForm form) {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.publisher().produceVideo(form);
                    ben.consumeAll();
                });
        int[] wishes = {0, 2, 1, 2, 0, 1, 0, 2};
        for (int i = 0; i < wishes.length; i++) {
            int layer = wishes[i];
            call.at(seconds(3 + i), () -> ben.preferLayer(layer));
            call.at(
                    seconds(3.9 + i),
                    () -> assertThat(ben.videoFrom(anna).layer()).as("%s", form).isEqualTo(layer));
        }
        call.run(seconds(3 + wishes.length));
        ReceivedTrack track = ben.videoFrom(anna);
        isWhole(track);
        assertThat(track.longestFreezeNanos(at(2), at(3 + wishes.length)))
                .as(call.seed() + track)
                .isLessThan(seconds(0.25).toNanos());
    }

    @ParameterizedTest
    @EnumSource(SvcForm.class)
    void layersOfOneStreamAreChosenBehindThePipe(SvcForm form) {
        VirtualPeer anna = on(0, "anna", BAD);
        VirtualPeer ben = on(1, "ben", BAD);
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.publisher().produceLayered(form);
                    ben.consumeAll();
                });
        call.at(seconds(4), () -> ben.preferLayer(0));
        call.at(seconds(8), () -> ben.preferLayer(2));
        call.run(seconds(12));
        isWhole(ben.videoFrom(anna));
        assertThat(ben.videoFrom(anna).layers(at(6), at(8))).containsExactly(0);
        assertThat(ben.videoFrom(anna).layers(at(10), at(12))).contains(2);
    }

    @Test
    void whatNobodyBehindThePipeWantsDoesNotCross() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.produceVideo();
                    ben.consumeAll();
                });
        call.run(seconds(4));
        ben.preferLayer(0);
        call.run(seconds(6));
        long before = call.server().traffic().pipedBytes();
        call.run(seconds(7));
        long low = call.server().traffic().pipedBytes() - before;
        assertThat(pipe(anna.publisher().videoId()).maxSpatialLayer()).isZero();
        ben.pause(ben.videoFrom(anna));
        call.run(seconds(8));
        long paused = pipe(anna.publisher().videoId()).packets();
        call.run(seconds(9));
        assertThat(pipe(anna.publisher().videoId()).packets()).isEqualTo(paused);
        ben.resume(ben.videoFrom(anna));
        ben.preferLayer(2);
        call.run(seconds(11));
        before = call.server().traffic().pipedBytes();
        call.run(seconds(12));
        assertThat(call.server().traffic().pipedBytes() - before).isGreaterThan(2 * low);
        assertThat(ben.videoFrom(anna).layers(at(11), at(12))).containsExactly(2);
        isWhole(ben.videoFrom(anna));
    }

    @Test
    void theSenderIsToldWhatAllLoopsWant() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(0, "ben", LinkConditions.CLEAN);
        VirtualPeer cleo = on(1, "cleo", LinkConditions.CLEAN);
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.produceVideo();
                    ben.consumeAll();
                    cleo.consumeAll();
                });
        call.run(seconds(4));
        ben.preferLayer(0);
        call.run(seconds(7));
        assertThat(told()).isEmpty();
        cleo.preferLayer(1);
        call.run(seconds(9));
        assertThat(told()).containsExactly(1);
        cleo.leave();
        call.run(seconds(11));
        assertThat(told()).containsExactly(1, 0);
    }

    private List<Integer> told() {
        return call.server().events(RouterEvent.ProducerLayersWanted.class).stream()
                .map(RouterEvent.ProducerLayersWanted::maxSpatialLayer)
                .toList();
    }

    @Test
    void keyFramesAreAskedForAcrossAndTogether() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        for (int i = 0; i < 10; i++) {
            on(1, "viewer" + i, LinkConditions.CLEAN);
        }
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.produceVideo();
                    call.peers().forEach(VirtualPeer::consumeAll);
                });
        call.run(seconds(5));
        int before = part(1).told(PipeMessage.KeyFrameWanted.class).size();
        int asked = anna.video().stream(2).keyFrameRequests().size();
        for (VirtualPeer viewer : call.peers().subList(1, 11)) {
            call.server()
                    .apply(new RouterCommand.RequestKeyFrame(viewer.videoFrom(anna).consumerId()));
        }
        call.run(seconds(6));
        assertThat(part(1).told(PipeMessage.KeyFrameWanted.class)).hasSize(before + 1);
        assertThat(anna.video().stream(2).keyFrameRequests()).hasSize(asked + 1);
        VirtualPeer late = on(1, "late", LinkConditions.CLEAN);
        late.join();
        late.consumeAll();
        call.run(seconds(8));
        assertThat(late.videoFrom(anna).shownNanosAfter(at(6))).isLessThan(at(7));
        assertThat(call.problems()).isEmpty();
    }

    @Test
    void aPipeIsThereWhileSomebodyConsumes() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    anna.produceAll();
                });
        call.run(seconds(3));
        assertThat(part(0).crossed()).isZero();
        ReceivedTrack first = ben.consume(anna.publisher().videoId());
        call.run(seconds(5));
        assertThat(first.shownNanosAfter(at(3))).isLessThan(at(4));
        assertThat(part(1).router().pipeCount()).isEqualTo(1);
        call.server().apply(new RouterCommand.CloseConsumer(first.consumerId()));
        call.run(seconds(5.1));
        assertThat(part(1).router().pipeCount()).isZero();
        long crossed = part(0).crossed();
        call.run(seconds(7));
        assertThat(part(0).crossed()).isEqualTo(crossed);
        assertThat(call.server().stats().pipes()).isEmpty();
        ReceivedTrack second = ben.consume(anna.publisher().videoId());
        call.run(seconds(9));
        assertThat(second.shownNanosAfter(at(7))).isLessThan(at(8));
        assertThat(call.server().events(RouterEvent.ProducerClosed.class)).isEmpty();
        isWhole(second);
    }

    @Test
    void whatComesForAPipeThatIsClosedMeansNobody() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        anna.join();
        ben.join();
        call.run(seconds(1));
        anna.produceAudio();
        ReceivedTrack first = ben.consume(anna.publisher().audioId());
        call.run(seconds(2));
        call.server().apply(new RouterCommand.CloseConsumer(first.consumerId()));
        ReceivedTrack second = ben.consume(anna.publisher().audioId());
        call.run(seconds(3));
        List<Integer> pipes =
                part(1).told(PipeMessage.Open.class).stream().map(PipeMessage.Open::pipe).toList();
        assertThat(pipes).hasSize(2).doesNotHaveDuplicates();
        int packets = second.packets().size();
        assertThat(packets).isPositive();
        long dropped = call.server().drops().of(DropReason.CLOSED);
        part(1).router()
                .receivePiped(
                        pipes.getFirst(),
                        0,
                        1_000_000,
                        PipedAs.BEGINNING,
                        PacketBuffer.wrap(HexFormat.of().parseHex("806f00010000000100000001fc")),
                        call.events().nowNanos(),
                        part(1));
        part(1).router()
                .receive(
                        0,
                        new PipeMessage.Ended(pipes.getFirst()),
                        call.events().nowNanos(),
                        part(1));
        call.run(seconds(3.5));
        assertThat(call.server().drops().of(DropReason.CLOSED)).isEqualTo(dropped + 1);
        assertThat(second.isClosed()).isFalse();
        assertThat(second.packets()).hasSizeGreaterThan(packets);
    }

    @Test
    void whoCannotConsumeLeavesNoPipe() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        anna.join();
        ben.join();
        anna.produceAudio();
        RouterCommand.Consume hopeless =
                new RouterCommand.Consume(
                        ben.subscriber().transport().id(),
                        "hopeless",
                        new ConsumerOptions(
                                anna.publisher().audioId(),
                                new RtpCapabilities(List.of(), List.of()),
                                Start.RUNNING));
        assertThatThrownBy(() -> call.server().apply(hopeless))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("no common codec");
        call.run(seconds(1));
        assertThat(part(1).router().pipeCount()).isZero();
        assertThat(call.server().stats().pipes()).isEmpty();
    }

    @Test
    void whatEndsEndsBehindThePipe() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(seconds(3));
        String video = anna.publisher().videoId();
        call.server().apply(new RouterCommand.CloseProducer(video));
        // Asked for before the end of the other is known here.
        VirtualPeer cleo = on(1, "cleo", LinkConditions.CLEAN);
        cleo.join();
        ReceivedTrack late = cleo.consume(video);
        call.run(seconds(4));
        assertThat(late.isClosed()).isTrue();
        assertThat(ben.videoFrom(anna).isClosed()).isTrue();
        assertThat(call.server().events(RouterEvent.ProducerClosed.class))
                .extracting(RouterEvent.ProducerClosed::producerId)
                .containsExactly(video);
        assertThat(call.server().events(RouterEvent.ConsumerClosed.class))
                .extracting(RouterEvent.ConsumerClosed::producerId)
                .containsExactly(video, video);
        anna.leave();
        ben.leave();
        cleo.leave();
        call.run(seconds(5));
        assertThat(part(0).router().pipeCount() + part(1).router().pipeCount()).isZero();
        assertThat(part(0).router().consumerCount() + part(1).router().consumerCount()).isZero();
    }

    @Test
    void aProducerThatWasGoneBeforeItsPipeCameEndsItsConsumers() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        anna.join();
        ben.join();
        call.run(seconds(1));
        anna.produceAudio();
        call.server().apply(new RouterCommand.CloseProducer(anna.publisher().audioId()));
        ReceivedTrack track = ben.consume(anna.publisher().audioId());
        call.run(seconds(2));
        assertThat(track.isClosed()).isTrue();
        assertThat(part(1).router().pipeCount()).isZero();
    }

    @Test
    void aProducerThatIsPausedIsPausedBehindThePipe() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(seconds(3));
        String video = anna.publisher().videoId();
        call.server().apply(new RouterCommand.PauseProducer(video));
        call.run(seconds(3.2));
        int packets = ben.videoFrom(anna).packets().size();
        VirtualPeer cleo = on(1, "cleo", LinkConditions.CLEAN);
        cleo.join();
        cleo.consumeAll();
        call.run(seconds(5));
        assertThat(ben.videoFrom(anna).packets()).hasSize(packets);
        call.server().apply(new RouterCommand.ResumeProducer(video));
        call.run(seconds(7));
        for (VirtualPeer peer : List.of(ben, cleo)) {
            assertThat(peer.videoFrom(anna).shownNanosAfter(at(5))).isLessThan(at(5.5));
            isWhole(peer.videoFrom(anna));
        }
    }

    @Test
    void aPipeToAProducerThatIsPausedSaysSo() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        anna.join();
        ben.join();
        anna.produceVideo();
        call.run(seconds(2));
        String video = anna.publisher().videoId();
        call.server().apply(new RouterCommand.PauseProducer(video));
        ReceivedTrack track = ben.consume(video);
        call.run(seconds(3));
        assertThat(call.server().stats().consumers().getFirst().layers().reason())
                .isEqualTo(LayerReason.PRODUCER_PAUSED);
        call.server().apply(new RouterCommand.ResumeProducer(video));
        call.run(seconds(5));
        assertThat(track.shownNanosAfter(at(3))).isLessThan(at(3.5));
        isWhole(track);
    }

    @Test
    void aPipeThatWasFullCostsAKeyFrame() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(seconds(4));
        part(0).full(true);
        call.run(seconds(4.3));
        part(0).full(false);
        call.run(seconds(8));
        assertThat(call.server().drops().of(DropReason.PIPE_FULL)).isPositive();
        assertThat(pipe(anna.publisher().videoId()).dropped()).isPositive();
        assertThat(call.server().stats().producers())
                .filteredOn(producer -> producer.id().equals(anna.publisher().videoId()))
                .isNotEmpty()
                .allSatisfy(producer ->
                        assertThat(producer.keyFramesWantedBy())
                                .as("who noticed first")
                                .containsKey(KeyFrameCause.LOSS));
        ReceivedTrack track = ben.videoFrom(anna);
        assertThat(track.longestFreezeNanos(at(3), at(8)))
                .as(call.seed() + track)
                .isLessThan(seconds(1.2).toNanos());
        assertThat(track.shownNanosAfter(at(7))).isLessThan(at(7.2));
        assertThat(call.problems()).isEmpty();
    }

    @Test
    void whoSpeaksIsKnownOfAllLoops() {
        VirtualPeer anna = on(0, "anna", LinkConditions.CLEAN);
        VirtualPeer ben = on(1, "ben", LinkConditions.CLEAN);
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    call.peers().forEach(VirtualPeer::produceAudio);
                    anna.audio().speak(false);
                });
        call.at(seconds(5), () -> ben.audio().speak(false));
        call.at(seconds(5), () -> anna.audio().speak(true));
        call.run(seconds(4));
        assertThat(dominant()).isEqualTo(ben.publisher().audioId());
        call.run(seconds(8));
        assertThat(dominant()).isEqualTo(anna.publisher().audioId());
        call.at(seconds(8), () -> anna.audio().speak(false));
        call.at(seconds(8), () -> ben.audio().speak(true));
        call.run(seconds(11));
        assertThat(dominant()).isEqualTo(ben.publisher().audioId());
        ben.leave();
        call.run(seconds(11.1));
        assertThat(dominant()).isNull();
        assertThat(call.server().events(RouterEvent.AudioLevels.class))
                .anyMatch(levels ->
                        levels.levels().stream()
                                .anyMatch(level ->
                                        level.producerId().equals(ben.publisher().audioId())));
    }

    private @Nullable String dominant() {
        return call.server().events(RouterEvent.DominantSpeaker.class).getLast().producerId();
    }
}
