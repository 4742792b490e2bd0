package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class RateWindowTest {
    private static final long MS = 1_000_000;

    private final RateWindow window = new RateWindow();

    @Test
    void saysZeroBeforeAnythingCame() {
        assertThat(window.bitsPerSecond(5)).isZero();
    }

    @Test
    void tellsASteadyRateFromTheFirstHalfSecondOn() {
        for (int i = 0; i < 5000; i++) {
            long now = 10 * MS * i - Long.MAX_VALUE / 2;
            window.add(1250, now);
            if (i > 50) {
                assertThat(window.bitsPerSecond(now)).isCloseTo(1_000_000, withinPercentage(3));
            }
        }
    }

    @Test
    void doesNotTakeOneBurstForARate() {
        window.add(125_000, 0);
        assertThat(window.bitsPerSecond(0)).isEqualTo(4_000_000);
        assertThat(window.bitsPerSecond(500 * MS)).isCloseTo(2_000_000, withinPercentage(1));
    }

    @Test
    void forgetsAfterItsLength() {
        window.add(1000, 0);
        assertThat(window.bitsPerSecond(900 * MS)).isPositive();
        assertThat(window.bitsPerSecond(1001 * MS)).isZero();
        window.add(1000, 100_000 * MS);
        assertThat(window.bitsPerSecond(100_000 * MS)).isEqualTo(32_000);
    }

    @Test
    void readingInBetweenChangesNothing() {
        RateWindow read = new RateWindow(); // more often than the other
        Random random = new Random(3);
        long now = 0;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt(2000) * MS : random.nextInt(40) * MS;
            if (random.nextBoolean()) {
                read.bitsPerSecond(now - random.nextInt(20) * MS);
            } else {
                window.add(1000, now);
                read.add(1000, now);
                assertThat(read.bitsPerSecond(now))
                        .as("step " + i)
                        .isEqualTo(window.bitsPerSecond(now));
            }
        }
    }
}
