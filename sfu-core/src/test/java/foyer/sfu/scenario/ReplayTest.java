package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.record.Payloads;
import foyer.sfu.record.Recorder;
import foyer.sfu.record.Recording;
import foyer.sfu.record.Replay;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterStats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was recorded of a call and is played again gives the same packets, bit for bit. */
class ReplayTest {
    private static final LinkConditions BAD =
            LinkConditions.CLEAN
                    .losing(0.05)
                    .jittering(Duration.ofMillis(40))
                    .reordering(0.01)
                    .duplicating(0.01);

    private @Nullable Recorder recorder;

    @Test
    void aCallOnABadNetworkIsPlayedBitForBitFromItsHeaders() throws IOException {
        Scenario call = eventful(11, 1 << 26, Payloads.HEADERS_ONLY);
        Recording recording = reread();
        Replay.Result replay = Replay.run(recording);

        assertThat(recording.complete()).isTrue();
        assertThat(recording.end()).isEqualTo(Recording.End.LIVE);
        assertThat(recording.outputs()).isGreaterThan(20_000);
        assertThat(replay.firstFailure()).as(call.seed()).isNull();
        assertThat(replay.matches(recording)).as(call.seed() + replay).isTrue();
        assertThat(replay.stats().consumers().stream().map(ReplayTest::figures).toList())
                .isEqualTo(
                        call.server().stats().consumers().stream()
                                .map(ReplayTest::figures)
                                .toList());
    }

    @Test
    void aCallIsPlayedBitForBitFromAllItsBytes() throws IOException {
        Scenario call = eventful(12, 1 << 27, Payloads.ALL);
        Recording recording = reread();

        assertThat(recording.complete()).isTrue();
        assertThat(Replay.run(recording).matches(recording)).as(call.seed()).isTrue();
    }

    @Test
    void aPathThatWasLostAndFoundIsPlayedAsWell() throws IOException {
        Scenario call = recorded(13, 1 << 26, Payloads.HEADERS_ONLY);
        call.peers(3, BAD);
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(4), () -> call.peers().get(2).sleep());
        call.at(Duration.ofSeconds(50), () -> call.peers().get(2).wake());
        call.run(Duration.ofSeconds(60));
        Recording recording = reread();

        assertThat(recording.complete()).isTrue();
        assertThat(Replay.run(recording).matches(recording)).as(call.seed()).isTrue();
    }

    @Test
    void aCallBehindANarrowPlaceIsPlayedWithAllItsDecisions() throws IOException {
        Scenario call = recorded(17, 1 << 26, Payloads.HEADERS_ONLY);
        call.peers(3, LinkConditions.CLEAN.losing(0.02));
        VirtualPeer narrow = call.peers().getFirst();
        narrow.answers(Subscriber.Answers.ARRIVALS);
        Bottleneck line = new Bottleneck(call.events(), 1_500_000, 40_000);
        narrow.downlink().through(line);
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(6), () -> line.capacity(300_000));
        call.at(Duration.ofSeconds(12), () -> line.capacity(3_000_000));
        call.run(Duration.ofSeconds(20));
        Recording recording = reread();
        Replay.Result replay = Replay.run(recording);

        assertThat(call.server().downlink(narrow).shares().getFirst().decisions().size())
                .isGreaterThan(2);
        assertThat(replay.matches(recording)).as(call.seed() + replay).isTrue();
    }

    @Test
    void readingFiguresInBetweenChangesNothing() throws IOException {
        Scenario call = recorded(14, 1 << 26, Payloads.HEADERS_ONLY);
        call.peers(3, BAD);
        call.everybodyMeets(Duration.ZERO);
        for (int i = 0; i < 1000; i++) {
            call.at(Duration.ofMillis(i * 13L), () -> call.server().stats());
        }
        VirtualPeer first = call.peers().getFirst();
        call.at(Duration.ofSeconds(4), () -> first.publisher().stopAll());
        call.run(Duration.ofSeconds(12));
        Recording recording = reread();

        assertThat(Replay.run(recording).matches(recording)).as(call.seed()).isTrue();
    }

    @Test
    void whatIsLeftOfALongCallIsPlayedTheSameEachTime() throws IOException {
        eventful(15, 1 << 18, Payloads.HEADERS_ONLY);
        Recording recording = reread();
        Replay.Result once = Replay.run(recording);
        Replay.Result twice = Replay.run(recording);

        assertThat(recording.complete()).isFalse();
        assertThat(once.outputs()).isPositive().isLessThan(recording.outputs());
        assertThat(once.matches(recording)).isFalse();
        assertThat(twice.outputHash()).isEqualTo(once.outputHash());
        assertThat(once.firstFailure()).isNull();
        assertThat(recording.toBytes()).hasSizeLessThan((1 << 18) + (1 << 16));
    }

    @Test
    void theFileHoldsNoSecret() throws IOException {
        Scenario call = eventful(16, 1 << 26, Payloads.HEADERS_ONLY);
        String file = new String(recorder().recording().toBytes(), StandardCharsets.ISO_8859_1);

        assertThat(call.server().secrets()).hasSizeGreaterThan(40);
        for (String secret : call.server().secrets()) {
            assertThat(file.contains(secret)).as(secret).isFalse();
        }
    }

    private static List<Object> figures(RouterStats.ConsumerStats consumer) {
        return List.of(
                consumer.id(),
                consumer.currentStream(),
                consumer.switches(),
                consumer.send().packetsSent(),
                consumer.send().packetsRetransmitted(),
                consumer.send().requestsOverBudget());
    }

    private Scenario recorded(long seed, int bytes, Payloads payloads) {
        return new Scenario(
                seed,
                config -> {
                    Recorder made = new Recorder(config, bytes, payloads);
                    recorder = made;
                    return made;
                });
    }

    /** Twelve seconds with all that commands can do. */
    private Scenario eventful(long seed, int bytes, Payloads payloads) {
        Scenario call = recorded(seed, bytes, payloads);
        call.peers(4, BAD);
        call.everybodyMeets(Duration.ZERO);
        VirtualPeer first = call.peers().get(0);
        VirtualPeer second = call.peers().get(1);
        VirtualPeer third = call.peers().get(2);
        VirtualPeer late = call.peer("late", BAD);
        for (int i = 0; i < 8; i++) {
            int layer = i % 3;
            call.at(Duration.ofMillis(2000 + i * 1100L), () -> first.preferLayer(layer));
        }
        call.at(Duration.ofSeconds(3), () -> first.pause(first.videoFrom(second)));
        call.at(Duration.ofSeconds(4), () -> first.resume(first.videoFrom(second)));
        call.at(
                Duration.ofMillis(4200),
                () -> apply(call, new RouterCommand.PauseProducer(second.publisher().videoId())));
        call.at(
                Duration.ofMillis(5100),
                () -> apply(call, new RouterCommand.ResumeProducer(second.publisher().videoId())));
        call.at(
                Duration.ofSeconds(5),
                () -> {
                    late.join();
                    late.produceAll();
                    late.consumeAll();
                });
        call.at(Duration.ofSeconds(6), second::restartIce);
        call.at(Duration.ofSeconds(7), third::leave);
        call.at(Duration.ofSeconds(8), second::moveToAnotherAddress);
        call.at(
                Duration.ofSeconds(9),
                () -> first.publisher().closeProducer(first.publisher().videoId()));
        return call.run(Duration.ofSeconds(12));
    }

    private static void apply(Scenario call, RouterCommand command) {
        call.server().apply(command);
    }

    private Recorder recorder() {
        return Objects.requireNonNull(recorder);
    }

    private Recording reread() throws IOException {
        return Recording.read(new ByteArrayInputStream(recorder().recording().toBytes()));
    }
}
