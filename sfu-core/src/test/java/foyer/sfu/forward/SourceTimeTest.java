package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foyer.sfu.stream.ReceiveStream;
import foyer.sfu.stream.Recovery;
import foyer.sfu.stream.SenderClock;
import org.junit.jupiter.api.Test;

class SourceTimeTest {
    private static final int CLOCK = 90_000;
    private static final long MS = 1_000_000L;
    private static final long NTP = 3_900_000_000L << 32;

    @Test
    void senderReportsTellTheTimeBetweenStreamsOfDifferentOrigins() {
        // Both reports are of one moment; the packets are 1.5 s and 1.6 s after it.
        SenderClock from = clock(NTP, 1_000_000);
        SenderClock to = clock(NTP, 4_000_000_000L);

        assertThat(
                        SourceTime.step(
                                from,
                                1_000_000 + 135_000,
                                to,
                                4_000_000_000L + 144_000,
                                20 * MS,
                                CLOCK))
                .isEqualTo(9_000);
    }

    @Test
    void reportsOfDifferentMomentsAreBroughtTogether() {
        SenderClock from = clock(NTP, 0);
        // Half a second later: 0.5 is 2^31 in the fraction.
        SenderClock to = clock(NTP + (1L << 31), 500_000);

        assertThat(SourceTime.step(from, 45_000, to, 500_000, 0, CLOCK)).isZero();
        assertThat(SourceTime.step(from, 45_000, to, 503_000, 0, CLOCK)).isEqualTo(3_000);
    }

    @Test
    void timestampsWrapSinceTheReport() {
        SenderClock from = clock(NTP, 0xffff_fff0L);
        SenderClock to = clock(NTP, 0x10);

        assertThat(SourceTime.step(from, 0x10, to, 0x10 + 0x20 + 3_000, 33 * MS, CLOCK))
                .isEqualTo(3_000);
        assertThat(SourceTime.step(to, 0x10, from, 0xffff_fff0L - 900, 0, CLOCK)).isEqualTo(-900);
    }

    @Test
    void withoutBothReportsTheTimeOfArrivalCounts() {
        SenderClock known = clock(NTP, 0);
        SenderClock unknown = new ReceiveStream(CLOCK, Recovery.NONE).senderClock();

        assertThat(SourceTime.step(known, 0, unknown, 77, 40 * MS, CLOCK)).isEqualTo(3_600);
        assertThat(SourceTime.step(unknown, 0, known, 77, 40 * MS, CLOCK)).isEqualTo(3_600);
    }

    @Test
    void reportsThatContradictTheArrivalAreNotBelieved() {
        SenderClock from = clock(NTP, 0);
        SenderClock to = clock(NTP + (10L << 32), 0);

        assertThat(SourceTime.step(from, 0, to, 0, 40 * MS, CLOCK)).isEqualTo(3_600);
    }

    @Test
    void hostileReportsGiveAStepNearTheArrival() {
        long[] moments = {0, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 0xffff_ffffL, NTP};
        for (long one : moments) {
            for (long other : moments) {
                long step =
                        SourceTime.step(
                                clock(one, 0), 0x7fff_ffffL, clock(other, 0), 0, 40 * MS, CLOCK);
                assertThat(step).isCloseTo(3_600, within(2L * CLOCK + 1));
            }
        }
    }

    private static SenderClock clock(long ntp, long timestamp) {
        ReceiveStream stream = new ReceiveStream(CLOCK, Recovery.NONE);
        stream.senderReport(ntp, timestamp, 0);
        return stream.senderClock();
    }
}
