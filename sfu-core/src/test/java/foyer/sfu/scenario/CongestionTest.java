package foyer.sfu.scenario;

import static foyer.sfu.scenario.Judge.Limits.STEADY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers behind narrow places, in virtual time; the limits are what a person calls good. */
class CongestionTest {
    private static final long KBIT = 1_000;
    private static final long MBIT = 1_000_000;
    private static final int QUEUE_BYTES = 60_000;

    private final long seed = Seeds.of(21);

    @Test
    void capacityGoesFromThreeMegabitsToAHalfAndBack() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(20, () -> narrow.capacity(500 * KBIT)).at(40, () -> narrow.capacity(3 * MBIT));
        call.run(19.9);
        long before = call.givenBps(anna);
        call.run(48);
        long after = call.givenBps(anna);
        call.run(60);
        Judge judge = judge("3, 0.5, 3 Mbit/s", call, anna);
        judge.steady(5, 20)
                .steady(25, 40, STEADY.from(0.65).decisions(2))
                .steady(48, 60)
                .goodThroughout();
        judge.backsOffTo(500 * KBIT, 20);
        assertThat(after / (double) before)
                .as(judge.named("what is given eight seconds after, by what was before"))
                .isGreaterThan(0.9);
    }

    @Test
    void qualityIsFullAgainEightSecondsAfterTheCapacityReturns() {
        Narrow call = new Narrow(seed, 2);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(15, () -> narrow.capacity(500 * KBIT)).at(30, () -> narrow.capacity(3 * MBIT));
        call.run(14.9);
        int before = call.layers(anna);
        call.run(38);
        int after = call.layers(anna);
        call.run(50);
        Judge judge = judge("two videos, 3, 0.5, 3 Mbit/s", call, anna);
        judge.steady(5, 15).steady(20, 30).steady(38, 50).goodThroughout();
        judge.backsOffTo(500 * KBIT, 15);
        assertThat(before).as(judge.named("layers of two before")).isEqualTo(4);
        assertThat(after).as(judge.named("layers of two eight seconds after")).isEqualTo(4);
    }

    @Test
    void fourFifthsGoAtOnce() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(4 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(15, () -> narrow.capacity(800 * KBIT));
        call.run(40);
        Judge judge = judge("drop by 80 %", call, anna);
        judge.steady(5, 15).steady(20, 40).goodThroughout();
        judge.backsOffTo(800 * KBIT, 15);
    }

    @Test
    void capacityLeaksAwayAndComesBackAtOnceThreeTimes() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        for (int i = 0; i < 60; i++) {
            long capacity = 3 * MBIT - i % 20 * (100 * KBIT);
            call.at(i, () -> narrow.capacity(capacity));
        }
        call.run(60);
        Judge judge = judge("sawtooth", call, anna);
        judge.queueStaysShort(5, 60).goodThroughout();
        for (int tooth = 0; tooth < 60; tooth += 20) {
            // What is not sent is tried every three seconds: so old is the estimate of it.
            judge.near(tooth + 8, tooth + 20, Duration.ofSeconds(3), STEADY.to(1.2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void lossByChanceCostsNoBandwidth(int percent) {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        LinkConditions lossy = LinkConditions.CLEAN.losing(percent / 100.0);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        // A receiver cannot miss what came before the first packet that it got.
        call.at(1.5, () -> anna.peer.downlink().conditions(lossy));
        call.run(40);
        // With a tenth lost a queue is now and then seen where there is none.
        Judge.Limits limits = percent < 10 ? STEADY : STEADY.decisions(2);
        judge(percent + " % lost by chance", call, anna).steady(10, 40, limits).goodThroughout();
    }

    @Test
    void lossInBursts() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.at(1.5, () -> anna.peer.downlink().losing(new BurstLoss(0.003, 0.15, 0.8)));
        call.run(40);
        Judge.Limits limits = STEADY.from(0.65).decisions(2);
        judge("bursts of loss", call, anna).steady(10, 40, limits).goodThroughout();
    }

    @Test
    void jitterOfTwoHundredMilliseconds() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        LinkConditions shaky = LinkConditions.CLEAN.jittering(Duration.ofMillis(200));
        Narrow.Receiver anna = call.receiver(narrow, shaky);
        call.run(60);
        judge("200 ms of jitter", call, anna).nearOnTheMean(20, 60, STEADY).goodThroughout();
    }

    @Test
    void twoReceiversShareOnePlace() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(3 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        Narrow.Receiver ben = call.receiver(narrow, LinkConditions.CLEAN);
        anna.fairShare(0.5);
        ben.fairShare(0.5);
        call.run(60);
        Judge of = judge("two receivers", call, anna).steady(10, 60).goodThroughout();
        judge("two receivers", call, ben).steady(10, 60).goodThroughout();
        double a = anna.meanShare(20, 60);
        double b = ben.meanShare(20, 60);
        assertThat(Math.min(a, b) / Math.max(a, b)).as(of.named("fair")).isGreaterThan(0.8);
    }

    @Test
    void aDownloadBesideTheCallLeavesItAlive() {
        Narrow call = new Narrow(seed, 4);
        Bottleneck narrow = call.bottleneck(4 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        Narrow.Receiver ben = call.receiver(narrow, LinkConditions.CLEAN);
        TcpFlow download =
                new TcpFlow(call.call().events(), narrow, Duration.ofMillis(40).toNanos());
        anna.fairShare(1 / 3.0);
        ben.fairShare(1 / 3.0);
        call.at(20, download::start);
        call.run(60);
        // A third each is fair. Single moments swing with the window of the download.
        Judge.Limits each = STEADY.from(0.4).to(2.5);
        Judge of = judge("beside a download", call, anna);
        of.nearOnTheMean(30, 60, each).goodThroughout();
        judge("beside a download", call, ben).nearOnTheMean(30, 60, each).goodThroughout();
        assertThat((anna.meanShare(30, 60) + ben.meanShare(30, 60)) / 2)
                .as(of.named("both together by two thirds of the place"))
                .isGreaterThan(0.6);
        assertThat(download.acknowledgedBytes()).as(of.named("download")).isPositive();
    }

    @Test
    void twentyVideosOnOneAndAHalfMegabits() {
        Narrow call = new Narrow(seed, 20, 5);
        Bottleneck narrow = call.bottleneck(1_500 * KBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);
        call.run(40);
        Judge judge = judge("20 videos on 1.5 Mbit/s", call, anna).steady(8, 40).goodThroughout();
        assertThat(call.paused(anna)).as(judge.named("paused")).isLessThanOrEqualTo(5);
    }

    private Judge judge(String name, Narrow call, Narrow.Receiver receiver) {
        return new Judge(name, seed, call, receiver);
    }
}
