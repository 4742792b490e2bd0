package foyer.sfu.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LossEstimateTest {
    private static final long MS = 1_000_000;
    private static final int BYTES = 1250;

    private final LossEstimate estimate = new LossEstimate();
    private final SplittableRandom random = new SplittableRandom(4);
    private long now = 3_000 * MS;

    @Test
    void withoutLossItSaysNothing() {
        send(10_000, 2_000_000, 0);
        assertThat(estimate.bitsPerSecond()).isEqualTo(Long.MAX_VALUE);
        assertThat(estimate.lossShare()).isZero();
    }

    @Test
    void anEighthLostAtAnyRateIsNobodysFault() {
        send(10_000, 2_000_000, 0.1);
        assertThat(estimate.bitsPerSecond()).isGreaterThan(1_800_000);
        assertThat(estimate.inherentLoss()).isBetween(0.05, 0.15);
    }

    @Test
    void halfLostMeansHalfTheRate() {
        send(10_000, 2_000_000, 0.5);
        assertThat(estimate.bitsPerSecond()).isBetween(900_000L, 1_300_000L);
    }

    @Test
    void isOverWhenTheLossIsOver() {
        send(10_000, 2_000_000, 0.5);
        send(11_000, 1_000_000, 0);
        assertThat(estimate.bitsPerSecond()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatCameAfterAllWasNotLost() {
        for (int i = 0; i < 100; i++) {
            now += 5 * MS;
            estimate.missing(BYTES, now);
            estimate.found();
        }
        estimate.update(now, 2_000_000, 2_000_000);
        assertThat(estimate.bitsPerSecond()).isEqualTo(Long.MAX_VALUE);
    }

    private void send(int millis, long rate, double loss) {
        long end = now + millis * MS;
        long step = BYTES * 8_000_000_000L / rate;
        int sent = 0;
        while (now < end) {
            now += step;
            if (random.nextDouble() < loss) {
                estimate.missing(BYTES, now);
            } else {
                estimate.arrived(BYTES, now);
            }
            if (++sent % 20 == 0) {
                estimate.update(now, rate, (long) (rate * (1 - loss)));
            }
        }
    }
}
