package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerReason;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.router.RouterStats;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.stream.SendStreamStats;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What bad luck and bad manners cost: storms of requests, our own stalls, videos held back. */
class RecoveryTest {
    private final long seed = Seeds.of(33);
    private static final long MBIT = 1_000_000;

    private final Narrow call = new Narrow(seed, 2);

    @Test
    void aStormOfRequestsIsAnsweredWithinABudgetAndOncePerRoundTrip() {
        Bottleneck narrow = call.bottleneck(3 * MBIT, 60_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        for (int i = 0; i < 500; i++) {
            call.at(5 + i * 0.01, () -> askForEverything(anna));
        }
        call.run(12);
        SendStreamStats video = videoStats();
        double repairBps = video.bytesRetransmitted() * 8 / 5.0;
        System.out.printf("storm: %s%n", video);
        assertThat(video.packetsRequested()).as(named("asked")).isGreaterThan(50_000);
        assertThat(repairBps).as(named("bits per second sent again")).isLessThan(0.3 * 3 * MBIT);
        assertThat(video.requestsTooSoon() + video.requestsOverBudget()).isPositive();
        assertThat(anna.delayMillis(0.95, 5, 10)).as(named("delay")).isLessThan(150);
        assertThat(call.call().problems()).isEmpty();
    }

    private void askForEverything(Narrow.Receiver receiver) {
        ReceivedTrack track = call.video(receiver, 0);
        List<ReceivedPacket> packets = List.copyOf(track.packets());
        long last = packets.getLast().sequence();
        List<Integer> numbers =
                IntStream.range(0, 200).mapToObj(i -> (int) (last - i & 0xffff)).sorted().toList();
        receiver.peer
                .subscriber()
                .transport()
                .sendRtcp(List.of(new Nack(1, track.ssrc(), numbers)));
    }

    private SendStreamStats videoStats() {
        String id = call.sender(0).publisher().videoId();
        return call.call().server().stats().consumers().stream()
                .filter(consumer -> consumer.producerId().equals(id))
                .map(RouterStats.ConsumerStats::send)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ourOwnStallsAreNotTakenForCongestion() {
        Bottleneck narrow = call.bottleneck(3 * MBIT, 60_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        for (int i = 0; i < 20; i++) {
            call.at(6 + i, () -> call.call().stall(Duration.ofMillis(100)));
        }
        call.run(30);
        System.out.println(call.figures("stalls of 100 ms", anna, 6, 30));
        double before = anna.meanShare(4, 6);
        assertThat(anna.meanShare(6, 30)).as(named("estimate")).isGreaterThan(0.85 * before);
        assertThat(call.mostDecisionsInFiveSeconds(anna, 6, 30)).as(named("decisions")).isZero();
        assertThat(call.call().problems()).isEmpty();
    }

    @Test
    void aVideoThatIsHeldBackIsToldOfWithItsReason() {
        Bottleneck narrow = call.bottleneck(3 * MBIT, 30_000);
        call.receiver(narrow, LinkConditions.CLEAN);
        call.at(6, () -> narrow.capacity(160_000)).at(16, () -> narrow.capacity(3 * MBIT));
        call.run(30);
        VirtualServer server = call.call().server();
        List<RouterEvent.ConsumerPaused> paused = server.events(RouterEvent.ConsumerPaused.class);
        assertThat(paused).isNotEmpty();
        assertThat(paused).allMatch(event -> event.reason() == LayerReason.BANDWIDTH);
        assertThat(server.events(RouterEvent.ConsumerResumed.class)).hasSameSizeAs(paused);
    }

    private String named(String what) {
        return "seed " + seed + ": " + what;
    }
}
