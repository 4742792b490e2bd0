package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReceiveStatisticsTest {
    private static final long MS = 1_000_000;

    private final ReceiveStream stream = new ReceiveStream(8000, Recovery.NACK);

    @Test
    void countsLossPerIntervalAndInAll() {
        // RFC 3550 A.3: expected 11, received 9: 2/11 of 256 is 46.
        receiveAll(100, 102);
        receiveAll(105, 110);
        ReportFigures first = stream.report(0);
        assertThat(first.fractionLost()).isEqualTo((2 << 8) / 11).isEqualTo(46);
        assertThat(first.cumulativeLost()).isEqualTo(2);
        assertThat(first.extendedHighest()).isEqualTo(110);

        // Expected 10 more, received 11 with the late one: a negative loss is reported as none.
        receive(103);
        receiveAll(111, 120);
        ReportFigures second = stream.report(0);
        assertThat(second.fractionLost()).isZero();
        assertThat(second.cumulativeLost()).isEqualTo(1);

        // Expected 4 more, received 3: 1/4. All of an interval lost is 255, not 256.
        receiveAll(122, 124);
        assertThat(stream.report(0).fractionLost()).isEqualTo(64);
        stream.receive(126, 0, 100, 0, Origin.RTX);
        assertThat(stream.report(0).fractionLost()).isEqualTo(255);
        assertThat(stream.report(0).fractionLost()).isZero();
    }

    @Test
    void duplicatesMakeTheLossNegative() {
        receiveAll(1, 3);
        receive(3);
        receive(3);
        assertThat(stream.report(0).cumulativeLost()).isEqualTo(-2);
    }

    @Test
    void whatRtxRestoresStaysLostInTheReport() {
        receive(1);
        receive(3);
        assertThat(stream.receive(2, 0, 100, 0, Origin.RTX)).isEqualTo(Arrival.LATE);
        assertThat(stream.report(0).cumulativeLost()).isEqualTo(1);
        assertThat(stream.stats(0).packetsRepaired()).isEqualTo(1);
        assertThat(stream.stats(0).packetsRetransmitted()).isEqualTo(1);
    }

    @Test
    void carriesTheCyclesInTheExtendedHighest() {
        receiveAll(65_535, 65_535);
        receive(0);
        assertThat(stream.report(0).extendedHighest()).isEqualTo(0x1_0000);
    }

    @Test
    void aRestartLosesNothing() {
        receiveAll(1, 10);
        receive(40_000);
        receive(40_001);
        receive(40_003);
        ReportFigures report = stream.report(0);
        assertThat(report.cumulativeLost()).isEqualTo(1);
        assertThat(report.extendedHighest()).isEqualTo(0x1_0000 + 40_003);
    }

    @Test
    void smoothsJitterBySixteenths() {
        // RFC 3550 A.8 with |D| = 0, 40 and 40 units: 16·J is 0, 40, 40 + 40 − ((40 + 8) >> 4) =
        // 77.
        Jitter jitter = new Jitter(8000);
        jitter.arrived(0, 0);
        jitter.arrived(160, 20 * MS);
        assertThat(jitter.units()).isZero();
        jitter.arrived(320, 45 * MS);
        assertThat(jitter.units()).isEqualTo(40 >> 4);
        jitter.arrived(480, 60 * MS);
        assertThat(jitter.units()).isEqualTo(77 >> 4);
        assertThat(jitter.millis()).isEqualTo(0.5);
    }

    @Test
    void jitterConvergesToTheMeanDeviation() {
        Jitter jitter = new Jitter(8000);
        for (int i = 0; i < 1000; i++) {
            // Every other packet 5 ms late: |D| is 40 units each time. The timestamp wraps.
            jitter.arrived((0xffff_0000L + 160L * i) & 0xffff_ffffL, (20L * i + i % 2 * 5L) * MS);
        }
        assertThat(jitter.units()).isBetween(38L, 40L);
    }

    @Test
    void aJumpOfTheTimestampIsNoJitter() {
        Jitter jitter = new Jitter(8000);
        jitter.arrived(0, 0);
        jitter.arrived(0x4000_0000, 20 * MS);
        assertThat(jitter.units()).isZero();
    }

    @Test
    void tellsTheLastSenderReportAndItsAge() {
        receive(1);
        assertThat(stream.report(0).lastSr()).isZero();
        assertThat(stream.report(0).dlsr()).isZero();
        // RFC 3550 6.4.1, figure 2: b705:2000 and 5.250 s.
        stream.senderReport(0xb44d_b705_2000_0000L, 4711, 1000 * MS);
        ReportFigures report = stream.report(6250 * MS);
        assertThat(report.lastSr()).isEqualTo(0xb705_2000L);
        assertThat(report.dlsr()).isEqualTo(0x0005_4000L);
    }

    @Test
    void alignsTimestampsByTheSendersClock() {
        assertThat(stream.senderClock().known()).isFalse();
        stream.senderReport(100L << 32, 0xffff_fff0L, 0);
        SenderClock clock = stream.senderClock();
        assertThat(clock.timestampAt((100L << 32) + (1L << 31))).isEqualTo(4000 - 16);
        assertThat(clock.timestampAt((100L << 32) - (1L << 31))).isEqualTo(0xffff_fff0L - 4000);
    }

    @Test
    void isActiveWhilePacketsCome() {
        assertThat(stream.active(0)).isFalse();
        stream.receive(1, 0, 100, 10 * MS, Origin.MEDIA);
        assertThat(stream.active(1000 * MS)).isTrue();
        assertThat(stream.active(1511 * MS)).isFalse();
    }

    @Test
    void anInvalidClockRateNamesItsValue() {
        assertThatThrownBy(() -> new ReceiveStream(0, Recovery.NONE)).hasMessage("clockRate: 0");
    }

    private void receiveAll(int from, int to) {
        for (int number = from; number <= to; number++) {
            receive(number);
        }
    }

    private void receive(int sequenceNumber) {
        stream.receive(sequenceNumber, 0, 100, 0, Origin.MEDIA);
    }
}
