package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LoopLoadTest {
    private static final double LIMIT = 0.85;

    private final LoopLoad load = new LoopLoad(LIMIT);
    private long nowMillis = 5_000;
    private double cpuNanos;
    private long waitNanos = 200_000;

    /** So many seconds of such a busy share. */
    private void pass(int seconds, double share) {
        for (int i = 0; i < seconds; i++) {
            load.measured((long) cpuNanos, waitNanos, nowMillis);
            nowMillis += 1_000;
            cpuNanos += share * 1e9;
        }
        load.measured((long) cpuNanos, waitNanos, nowMillis);
    }

    @Test
    void isBusyAfterSecondsOfWork() {
        pass(4, 1);
        assertThat(load.isBusy()).isFalse();
        pass(1, 1);
        assertThat(load.isBusy()).isTrue();
        assertThat(load.share()).isCloseTo(1, within(0.001));
    }

    @Test
    void takesNoNoticeOfOneBusySecond() {
        pass(20, 0.84);
        pass(1, 1);
        assertThat(load.isBusy()).isFalse();
        assertThat(load.share()).isCloseTo(0.84, within(0.001));
    }

    @Test
    void takesNoNoticeOfCollections() {
        for (int i = 0; i < 30; i++) {
            pass(3, 0.6);
            pass(1, 1);
            assertThat(load.isBusy()).isFalse();
        }
    }

    @Test
    void staysBusyUntilEnoughIsFreeAgain() {
        pass(9, 0.9);
        pass(20, 0.8);
        assertThat(load.isBusy()).isTrue();
        pass(20, 0.74);
        assertThat(load.isBusy()).isFalse();
        pass(20, 0.8);
        assertThat(load.isBusy()).isFalse();
    }

    @Test
    void doesNotWaverAtTheLimit() {
        Random noise = new Random(11);
        int changes = 0;
        boolean before = false;
        for (int i = 0; i < 600; i++) {
            pass(1, 0.85 + (noise.nextDouble() - 0.5) * 0.1);
            changes += load.isBusy() == before ? 0 : 1;
            before = load.isBusy();
        }
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void isBusyWhereTheMachineGivesItNoTime() {
        waitNanos = 60_000_000;
        pass(4, 0.2);
        assertThat(load.isBusy()).isFalse();
        pass(1, 0.2);
        assertThat(load.isBusy()).isTrue();
        waitNanos = 30_000_000;
        pass(20, 0.2);
        assertThat(load.isBusy()).isTrue();
        waitNanos = 20_000_000;
        pass(20, 0.2);
        assertThat(load.isBusy()).isFalse();
    }

    @Test
    void takesNoNoticeOfOneLongWait() {
        pass(20, 0.2);
        waitNanos = 3_000_000_000L;
        pass(1, 0.2);
        assertThat(load.isBusy()).isFalse();
    }

    @Test
    void measuresOverTheTimeThatPassed() {
        load.measured(0, 0, 0);
        load.measured(1_500_000_000, 0, 3_000);
        assertThat(load.share()).isCloseTo(0.5, within(0.001));
        load.measured(1_500_000_000, 0, 3_001);
        assertThat(load.share()).as("too short to measure").isCloseTo(0.5, within(0.001));
        load.measured(2_500_000_000L, 0, 3_500);
        assertThat(load.share()).as("no more than all").isBetween(0.5, 1.0);
    }

    @Test
    void isNeverBusyWhereNobodyKnowsOrNobodyWants() {
        LoopLoad unknown = new LoopLoad(LIMIT);
        LoopLoad unbounded = new LoopLoad(1);
        for (int i = 0; i < 20; i++) {
            unknown.measured(-1, 1_000_000_000, i * 1_000L);
            unbounded.measured(i * 1_000_000_000L, 1_000_000_000, i * 1_000L);
        }
        assertThat(unknown.isBusy()).isFalse();
        assertThat(unbounded.isBusy()).isFalse();
    }
}
