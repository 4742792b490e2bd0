package foyer.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void sendTimeIsSixBitsOfSecondsAndEighteenOfFraction() {
        assertThat(AbsSendTime.ofNanos(0)).isZero();
        assertThat(AbsSendTime.ofNanos(SECOND)).isEqualTo(1 << 18);
        assertThat(AbsSendTime.ofNanos(SECOND / 2)).isEqualTo(1 << 17);
        assertThat(AbsSendTime.ofNanos(64 * SECOND)).isZero();
        assertThat(AbsSendTime.ofNanos(-1)).isEqualTo(0xff_ffff);
        assertThat(AbsSendTime.ofNanos(Long.MAX_VALUE)).isBetween(0, 0xff_ffff);
    }

    @Test
    void sendTimesAreComparedAcrossTheirWrap() {
        int before = AbsSendTime.ofNanos(63 * SECOND + SECOND / 2);
        int after = AbsSendTime.ofNanos(64 * SECOND);
        assertThat(AbsSendTime.distanceNanos(before, after)).isEqualTo(SECOND / 2);
        assertThat(AbsSendTime.distanceNanos(after, before)).isEqualTo(-SECOND / 2);
    }

    @Test
    void ntpCountsFrom1900() {
        // RFC 5905 figure 4: 1 January 1970 is 2,208,988,800
        assertThat(NtpTime.ofEpochNanos(0)).isEqualTo(2_208_988_800L << 32);
        assertThat(NtpTime.ofEpochNanos(SECOND / 2)).isEqualTo(0x83aa_7e80_8000_0000L);
        assertThat(NtpTime.middle32(0x83aa_7e80_8000_0000L)).isEqualTo(0x7e80_8000L);
        assertThat(NtpTime.middle32(0x0000_ffff_ffff_0000L)).isEqualTo(0xffff_ffffL);
    }

    @Test
    void ntpFindsTheSameNanosecondAgainAlsoAfter2036() {
        long seed = 0x5eed_0002L;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong(0, 4_000_000_000L * SECOND);
            assertThat(NtpTime.toEpochNanos(NtpTime.ofEpochNanos(nanos)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(nanos);
        }
    }

    @Test
    void shortTimesAreInUnitsOf65536() {
        // RFC 3550 6.4.1, figure 2: 5.250 s is 0x0005:4000
        assertThat(NtpTime.shortOfNanos(5_250_000_000L)).isEqualTo(0x0005_4000L);
        assertThat(NtpTime.nanosOfShort(0x0005_4000L)).isEqualTo(5_250_000_000L);
        assertThat(NtpTime.shortOfNanos(-1)).isZero();
        assertThat(NtpTime.shortOfNanos(65_536 * SECOND)).isEqualTo(0xffff_ffffL);
        assertThat(NtpTime.shortOfNanos(Long.MAX_VALUE)).isEqualTo(0xffff_ffffL);
    }
}
