package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.router.PipeMessage;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the border of a room's loops. */
class PipeTest extends SplitRoom {
    private static final LinkConditions BAD =
            LinkConditions.CLEAN.losing(0.02).jittering(Duration.ofMillis(20));

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
        VirtualPeer anna = on(0, "anna");
        for (int i = 0; i < 5; i++) {
            on(1, "viewer" + i);
        }
        allJoin(() -> {
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
        VirtualPeer anna = on(0, "anna");
        VirtualPeer ben = on(1, "ben");
        allJoin(() -> {
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
        allJoin(() -> {
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
        VirtualPeer anna = on(0, "anna");
        VirtualPeer ben = on(1, "ben");
        allJoin(() -> {
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
        VirtualPeer anna = on(0, "anna");
        VirtualPeer ben = on(0, "ben");
        VirtualPeer cleo = on(1, "cleo");
        allJoin(() -> {
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
        VirtualPeer anna = on(0, "anna");
        for (int i = 0; i < 10; i++) {
            on(1, "viewer" + i);
        }
        allJoin(() -> {
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
        VirtualPeer late = on(1, "late");
        late.join();
        late.consumeAll();
        call.run(seconds(8));
        assertThat(late.videoFrom(anna).shownNanosAfter(at(6))).isLessThan(at(7));
        assertThat(call.problems()).isEmpty();
    }

    @Test
    void aProducerThatIsPausedIsPausedBehindThePipe() {
        VirtualPeer anna = on(0, "anna");
        VirtualPeer ben = on(1, "ben");
        call.everybodyMeets(Duration.ZERO).run(seconds(3));
        String video = anna.publisher().videoId();
        call.server().apply(new RouterCommand.PauseProducer(video));
        call.run(seconds(3.2));
        int packets = ben.videoFrom(anna).packets().size();
        VirtualPeer cleo = on(1, "cleo");
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
    void aPipeThatWasFullCostsAKeyFrame() {
        VirtualPeer anna = on(0, "anna");
        VirtualPeer ben = on(1, "ben");
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
        VirtualPeer anna = on(0, "anna");
        VirtualPeer ben = on(1, "ben");
        allJoin(() -> {
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
