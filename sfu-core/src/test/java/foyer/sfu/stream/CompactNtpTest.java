package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CompactNtpTest {
    @Test
    void computesTheRoundTripOfTheRfc() {
        // RFC 3550 6.4.1, figure 2: A = b710:8000, LSR = b705:2000, DLSR = 0005:4000; 6.125 s.
        long rttNanos = CompactNtp.rttNanos(0xb44d_b710_8000_0000L, 0xb705_2000L, 0x0005_4000L);
        assertThat(rttNanos).isEqualTo(6_125_000_000L);
    }

    @Test
    void worksAcrossTheWrapOfTheMiddleBits() {
        assertThat(CompactNtp.rttNanos(0x0000_0000_8000_0000L, 0xffff_8000L, 0x8000L))
                .isEqualTo(500_000_000L);
    }

    @Test
    void roundingNeverMakesItNegative() {
        assertThat(CompactNtp.rttNanos(0x0000_0005_0000_0000L, 0x5_0000L, 1)).isZero();
    }

    @Test
    void knowsNothingWithoutAReport() {
        assertThat(CompactNtp.rttNanos(0x0000_0005_0000_0000L, 0, 0)).isEqualTo(-1);
    }

    @Test
    void convertsDurations() {
        assertThat(CompactNtp.ofDuration(5_250_000_000L)).isEqualTo(0x0005_4000L);
        assertThat(CompactNtp.ofDuration(-1)).isZero();
        assertThat(CompactNtp.ofDuration(Long.MAX_VALUE)).isEqualTo(0xffff_ffffL);
        assertThat(CompactNtp.toNanos(0x0005_4000L)).isEqualTo(5_250_000_000L);
    }
}
