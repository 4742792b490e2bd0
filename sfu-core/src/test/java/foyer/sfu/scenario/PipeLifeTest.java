package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.Start;
import foyer.sfu.router.PipeMessage;
import foyer.sfu.router.PipedAs;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When pipes come and go. */
class PipeLifeTest extends SplitRoom {
    private final VirtualPeer anna = on(0, "anna");
    private final VirtualPeer ben = on(1, "ben");

    @Test
    void aPipeIsThereWhileSomebodyConsumes() {
        allJoin(() -> anna.produceAll());
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
        call.everybodyMeets(Duration.ZERO).run(seconds(3));
        String video = anna.publisher().videoId();
        call.server().apply(new RouterCommand.CloseProducer(video));
        // Asked for before the end of the other is known here.
        VirtualPeer cleo = on(1, "cleo");
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
    void aPipeToAProducerThatIsPausedSaysSo() {
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
}
