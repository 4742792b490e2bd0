package foyer.sfu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 1982 with 16 and 32 bits. */
class SerialNumbersTest {
    @Test
    void distanceIsTheShorterWayRound() {
        assertThat(SerialNumbers.distance16(65_535, 0)).isEqualTo(1);
        assertThat(SerialNumbers.distance16(0, 65_535)).isEqualTo(-1);
        assertThat(SerialNumbers.distance16(40_000, 7_232)).isEqualTo(-32_768);
        assertThat(SerialNumbers.distance16(0, 32_767)).isEqualTo(32_767);
        assertThat(SerialNumbers.distance32(0xffff_ffffL, 1)).isEqualTo(2);
        assertThat(SerialNumbers.distance32(1, 0xffff_ffffL)).isEqualTo(-2);
    }

    @Test
    void comesAfterAcrossTheWrap() {
        assertThat(SerialNumbers.isAfter16(3, 65_530)).isTrue();
        assertThat(SerialNumbers.isAfter16(65_530, 3)).isFalse();
        assertThat(SerialNumbers.isAfter16(5, 5)).isFalse();
    }

    @Test
    void extendsToTheNearestNumber() {
        assertThat(SerialNumbers.extend16(65_535, 0)).isEqualTo(65_536);
        assertThat(SerialNumbers.extend16(65_536, 65_535)).isEqualTo(65_535);
        assertThat(SerialNumbers.extend16(5L << 16, 0x8000)).isEqualTo((5L << 16) - 0x8000);
        assertThat(SerialNumbers.extend16((5L << 16) + 1, 0x8000)).isEqualTo((5L << 16) + 0x8000);
    }

    @Test
    void extendedNumbersComeBackFromTheirLowBits() {
        long seed = 1_982;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long reference = random.nextLong(1L << 40);
            long number = reference + random.nextInt(65_536) - 32_768;
            assertThat(SerialNumbers.extend16(reference, (int) number & 0xffff))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(number);
        }
    }
}
