package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers behind narrow places, in virtual time; the limits are what a person calls good. */
class CongestionTest {
    private static final long SEED = Long.getLong("foyer.seed", 21);
    private static final long KBIT = 1_000;
    private static final long MBIT = 1_000_000;

    @Test
    void capacityGoesFromThreeMegabitsToAHalfAndBack() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, 25_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(20, () -> narrow.capacity(500 * KBIT)).at(40, () -> narrow.capacity(3 * MBIT));
        call.run(19.9);
        int before = call.layers(anna);
        call.run(48);
        int after = call.layers(anna);
        call.run(60);
        Judge judge = judge("3, 0.5, 3 Mbit/s", call, anna);
        judge.steady(5, 20).steady(27, 40).steady(50, 60).goodThroughout();
        judge.backsOffTo(500 * KBIT, 20);
        assertThat(before).as(judge.named("layers of four before")).isEqualTo(8);
        assertThat(after).as(judge.named("layers eight seconds after")).isGreaterThanOrEqualTo(7);
    }

    @Test
    void fourFifthsGoAtOnce() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(4 * MBIT, 30_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(15, () -> narrow.capacity(800 * KBIT));
        call.run(40);
        Judge judge = judge("drop by 80 %", call, anna);
        judge.steady(5, 15).steady(22, 40).goodThroughout();
        judge.backsOffTo(800 * KBIT, 15);
    }

    @Test
    void capacityLeaksAwayAndComesBackAtOnceThreeTimes() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, 40_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        for (int i = 0; i < 60; i++) {
            long capacity = 3 * MBIT - i % 20 * (100 * KBIT);
            call.at(i, () -> narrow.capacity(capacity));
        }
        call.run(60);
        Judge judge = judge("sawtooth", call, anna);
        judge.queueStaysShort(5, 60).goodThroughout();
        assertThat(anna.shareWithin(0.6, 1.15, 5, 60)).as(judge.named("near")).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void lossByChanceCostsNoBandwidth(int percent) {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, 60_000);
        LinkConditions lossy = LinkConditions.CLEAN.losing(percent / 100.0);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        // A receiver cannot miss what came before the first packet that it got.
        call.at(1.5, () -> anna.peer.downlink().conditions(lossy));
        call.run(40);
        Judge judge = judge(percent + " % lost by chance", call, anna);
        judge.near(12, 40).queueStaysShort(5, 40).goodThroughout();
        assertThat(call.mostDecisionsInFiveSeconds(anna, 12, 40))
                .as(judge.named("decisions"))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void lossInBursts() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, 60_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        anna.peer.downlink().losing(new BurstLoss(0.003, 0.15, 0.8));
        call.run(40);
        Judge judge = judge("bursts of loss", call, anna);
        judge.queueStaysShort(5, 40).goodThroughout();
        assertThat(anna.shareWithin(0.6, 1.05, 10, 40)).as(judge.named("near")).isGreaterThan(0.8);
    }

    @Test
    void jitterOfTwoHundredMilliseconds() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, 60_000);
        LinkConditions shaky = LinkConditions.CLEAN.jittering(Duration.ofMillis(200));
        Narrow.Receiver anna = call.receiver(narrow, shaky);
        call.run(60);
        Judge judge = judge("200 ms of jitter", call, anna);
        judge.queueStaysShort(5, 60).goodThroughout();
        assertThat(anna.meanShare(20, 60)).as(judge.named("near")).isBetween(0.4, 1.2);
    }

    @Test
    void twoReceiversShareOnePlace() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, 60_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        Narrow.Receiver ben = call.receiver(narrow, LinkConditions.CLEAN);
        call.run(60);
        Judge of = judge("two receivers", call, anna).queueStaysShort(20, 60).goodThroughout();
        judge("two receivers", call, ben).goodThroughout();
        double a = anna.meanShare(20, 60);
        double b = ben.meanShare(20, 60);
        assertThat(a + b).as(of.named("together")).isBetween(0.7, 1.15);
        assertThat(Math.min(a, b) / Math.max(a, b)).as(of.named("fair")).isGreaterThan(0.4);
    }

    @Test
    void aDownloadBesideTheCallLeavesItAlive() {
        Narrow call = new Narrow(SEED, 4);
        Bottleneck narrow = call.bottleneck(4 * MBIT, 60_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        Narrow.Receiver ben = call.receiver(narrow, LinkConditions.CLEAN);
        TcpFlow download =
                new TcpFlow(call.call().events(), narrow, Duration.ofMillis(40).toNanos());
        call.at(20, download::start);
        call.run(60);
        Judge of = judge("beside a download", call, anna).goodThroughout();
        judge("beside a download", call, ben).goodThroughout();
        // Delay-based control yields to a flow that fills the queue; it must not starve.
        double share = anna.meanShare(30, 60) + ben.meanShare(30, 60);
        assertThat(share).as(of.named("share")).isGreaterThan(0.15);
        assertThat(download.acknowledgedBytes()).as(of.named("download")).isPositive();
    }

    @Test
    void twentyVideosOnOneAndAHalfMegabits() {
        Narrow call = new Narrow(SEED, 20, 5);
        Bottleneck narrow = call.bottleneck(1_500 * KBIT, 40_000);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.run(40);
        Judge judge = judge("20 videos on 1.5 Mbit/s", call, anna);
        judge.queueStaysShort(5, 40).goodThroughout();
        assertThat(anna.shareWithin(0.7, 1.15, 15, 40)).as(judge.named("near")).isGreaterThan(0.9);
        assertThat(call.paused(anna)).as(judge.named("paused")).isLessThanOrEqualTo(5);
    }

    private static Judge judge(String name, Narrow call, Narrow.Receiver receiver) {
        return new Judge(name, SEED, call, receiver);
    }
}
