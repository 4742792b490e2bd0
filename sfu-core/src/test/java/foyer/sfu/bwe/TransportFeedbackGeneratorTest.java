package foyer.sfu.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransportFeedbackGeneratorTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final TransportFeedbackGenerator generator = new TransportFeedbackGenerator();
    private final List<ArrivalReport> reports = new ArrayList<>();
    // the clock may wrap in the middle of a call
    private long nowNanos = Long.MAX_VALUE - 250 * MS;

    @Test
    void hasNoDeadlineWhileIdle() {
        assertThat(generator.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        receive(1);
        assertThat(generator.nextDeadlineNanos() - nowNanos).isEqualTo(100 * MS);
        report();
        assertThat(generator.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        generator.onDeadline(nowNanos + 1000 * MS, reports::add);
        assertThat(reports).hasSize(1);
    }

    @Test
    void reportsEvery100MsWhilePacketsCome() {
        List<Long> times = new ArrayList<>();
        long start = nowNanos;
        for (int i = 0; i < 100; i++) {
            receive(i);
            nowNanos += 10 * MS;
            if (nowNanos - generator.nextDeadlineNanos() >= 0) {
                generator.onDeadline(nowNanos, reports::add);
                times.add((nowNanos - start) / MS);
            }
        }
        assertThat(times).startsWith(100L, 200L, 300L).hasSize(10);
        assertThat(reports).hasSize(10);
    }

    @Test
    void saysNothingBeforeItsTime() {
        receive(1);
        generator.onDeadline(nowNanos + 100 * MS - 1, reports::add);
        assertThat(reports).isEmpty();
    }

    @Test
    void tellsArrivalsAndLosses() {
        receive(7);
        nowNanos += 3 * MS;
        receive(9);
        assertThat(report()).containsExactly("7..9: 7@0 9@3");
        receive(12);
        assertThat(report()).as("the gap before it is reported").containsExactly("10..12: 12@0");
        assertThat(reports.getLast().referenceNanos()).isEqualTo(nowNanos - 100 * MS);
        assertThat(reports.getLast().received(0)).isFalse();
    }

    @Test
    void countsItsMessagesInEightBits() {
        for (int i = 0; i < 257; i++) {
            receive(i);
            report();
        }
        assertThat(reports.get(255).feedbackCount()).isEqualTo(255);
        assertThat(reports.get(256).feedbackCount()).isZero();
    }

    @Test
    void putsReorderedPacketsInOrder() {
        receive(5);
        nowNanos += MS;
        receive(3);
        nowNanos += MS;
        receive(4);
        assertThat(report()).containsExactly("3..5: 3@0 4@1 5@-1");
    }

    @Test
    void keepsTheFirstArrivalOfADuplicate() {
        receive(5);
        nowNanos += MS;
        receive(6);
        receive(5);
        assertThat(report()).containsExactly("5..6: 5@0 6@1");
        receive(5);
        assertThat(report()).isEmpty();
    }

    @Test
    void goesOnOverTheWrap() {
        receive(65534);
        receive(65535);
        receive(0);
        receive(2);
        assertThat(report()).containsExactly("65534..2: 65534@0 65535@0 0@0 2@0");
        receive(3);
        assertThat(report()).containsExactly("3..3: 3@0");
    }

    @Test
    void repeatsWhatFollowsALatePacket() {
        receive(1);
        receive(3);
        assertThat(report()).containsExactly("1..3: 1@0 3@0");
        receive(2);
        assertThat(report()).containsExactly("2..3: 2@0 3@-100");
    }

    @Test
    void forgetsArrivalsAfterHalfASecond() {
        receive(1);
        receive(3);
        report();
        nowNanos += 390 * MS;
        receive(4);
        report();
        receive(2);
        assertThat(report()).as("4 is young").containsExactly("2..4: 2@0 4@-100");
    }

    @Test
    void reportsLossesAcrossALongIdlePhase() {
        receive(1);
        report();
        nowNanos += TimeUnit.HOURS.toNanos(1);
        receive(4);
        assertThat(report()).containsExactly("2..4: 4@0");
    }

    @Test
    void beginsAnewWhenNumbersAreBehindAfterAPause() {
        receive(20_000);
        report();
        nowNanos += TimeUnit.SECONDS.toNanos(60);
        receive(19_000);
        assertThat(report()).containsExactly("19000..19000: 19000@0");
        nowNanos += TimeUnit.SECONDS.toNanos(60);
        receive(19_000);
        assertThat(report()).as("after 65536 lost ones").containsExactly("19000..19000: 19000@0");
    }

    @Test
    void ignoresNumbersFarBehindWhileOthersCome() {
        receive(20_000);
        receive(100);
        receive(20_001);
        assertThat(report()).containsExactly("20000..20001: 20000@0 20001@0");
    }

    @Test
    void beginsAnewAfterAJumpAhead() {
        receive(0);
        report();
        receive(30_000);
        receive(30_001);
        assertThat(report()).containsExactly("30000..30001: 30000@0 30001@0");
    }

    @Test
    void findsItsWayAfterAJumpOfMoreThanHalfTheNumbers() {
        receive(0);
        report();
        for (int i = 0; i < 100; i++) {
            receive(40_000 + i);
            nowNanos += 10 * MS;
        }
        assertThat(generator.nextDeadlineNanos()).isNotEqualTo(Long.MAX_VALUE);
        report();
        assertThat(reports.getLast().baseSequenceNumber()).isBetween(40_000, 40_060);
    }

    @Test
    void boundsEveryMessage() {
        for (int i = 0; i < 3000; i++) {
            receive(i);
        }
        receive(8000);
        report();
        assertThat(reports).hasSize(9);
        for (ArrivalReport report : reports) {
            assertThat(report.packets())
                    .isLessThanOrEqualTo(TransportFeedbackGenerator.MAX_PACKETS);
            assertThat(receivedBy(report)).isBetween(1, TransportFeedbackGenerator.MAX_RECEIVED);
        }
        assertThat(reports.getLast().baseSequenceNumber()).isEqualTo(7500);
    }

    @Test
    void startsAnotherMessageWhereADeltaWouldNotFit() {
        receive(1);
        nowNanos += TimeUnit.SECONDS.toNanos(9);
        receive(2);
        assertThat(report()).containsExactly("1..1: 1@0", "2..2: 2@0");
    }

    @Test
    void survivesAnyNumbersAtAnyTime() {
        long seed = 25;
        Random random = new Random(seed);
        int next = 0;
        for (int i = 0; i < 500_000; i++) {
            next += random.nextInt(50) == 0 ? random.nextInt(0x10000) : random.nextInt(4) - 1;
            nowNanos += random.nextInt(100) == 0 ? random.nextInt(9000) * MS : random.nextInt(1000);
            receive(next & 0xffff);
            if (random.nextInt(200) == 0) {
                report();
            }
        }
        for (ArrivalReport report : reports) {
            assertThat(report.packets())
                    .as("seed %d", seed)
                    .isBetween(1, TransportFeedbackGenerator.MAX_PACKETS);
            assertThat(receivedBy(report))
                    .as("seed %d", seed)
                    .isBetween(1, TransportFeedbackGenerator.MAX_RECEIVED);
        }
    }

    @Test
    void tellsEveryArrivalOfAnOrdinaryStreamOnce() {
        long seed = 26;
        Random random = new Random(seed);
        Map<Integer, Long> sent = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            nowNanos += random.nextInt(2000) * 1000L;
            if (random.nextInt(10) > 0) {
                sent.put(i, nowNanos);
                receive(i);
            }
            if (nowNanos - generator.nextDeadlineNanos() >= 0) {
                generator.onDeadline(nowNanos, reports::add);
            }
        }
        report();
        Map<Integer, Long> told = new HashMap<>();
        int next = reports.getFirst().baseSequenceNumber();
        for (ArrivalReport report : reports) {
            assertThat(report.baseSequenceNumber()).as("seed %d", seed).isEqualTo(next);
            for (int i = 0; i < report.packets(); i++) {
                if (report.received(i)) {
                    told.put(report.sequenceNumber(i), report.arrivalNanos(i));
                }
            }
            next += report.packets();
        }
        assertThat(told).as("seed %d", seed).isEqualTo(sent);
    }

    @Test
    void allocatesNothingPerPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int sequence = 0;
        for (; sequence < 20_000; sequence++) {
            generator.record(sequence & 0xffff, nowNanos);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (; sequence < 120_000; sequence++) {
            generator.record(sequence & 0xffff, nowNanos);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    private void receive(int sequenceNumber) {
        generator.record(sequenceNumber, nowNanos);
    }

    /** What is told 100 ms later, each message as "first..last: number@ms …". */
    private List<String> report() {
        int before = reports.size();
        nowNanos += 100 * MS;
        generator.onDeadline(nowNanos, reports::add);
        return reports.stream().skip(before).map(TransportFeedbackGeneratorTest::text).toList();
    }

    private static String text(ArrivalReport report) {
        StringBuilder text =
                new StringBuilder()
                        .append(report.baseSequenceNumber())
                        .append("..")
                        .append(report.sequenceNumber(report.packets() - 1))
                        .append(':');
        for (int i = 0; i < report.packets(); i++) {
            if (report.received(i)) {
                text.append(' ')
                        .append(report.sequenceNumber(i))
                        .append('@')
                        .append((report.arrivalNanos(i) - report.referenceNanos()) / MS);
            }
        }
        return text.toString();
    }

    private static int receivedBy(ArrivalReport report) {
        int received = 0;
        for (int i = 0; i < report.packets(); i++) {
            received += report.received(i) ? 1 : 0;
        }
        return received;
    }
}
