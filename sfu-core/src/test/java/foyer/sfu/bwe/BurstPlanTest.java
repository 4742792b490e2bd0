package foyer.sfu.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstPlanTest {
    private static final long MS = 1_000_000;
    private static final long RTT = 50 * MS;

    private final BurstPlan plan = new BurstPlan();
    private long now = 1_000 * MS;

    @Test
    void triesOnlyWhatSomebodyWaitedFor() {
        assertThat(plan.due(10_000, now)).isFalse();
        plan.want(30_000, now);
        assertThat(plan.due(10_000, now)).isTrue();
        assertThat(plan.due(30_000, now)).isFalse();
        now += 61_000 * MS;
        assertThat(plan.due(10_000, now)).as("a minute later").isFalse();
    }

    @Test
    void goesOnAtOnceWhereATryProvedMore() {
        plan.want(90_000, now);
        for (long proven = 10_000; proven < 90_000; proven *= 2) {
            assertThat(plan.due(proven, now)).isTrue();
            plan.begin(proven, RTT, now);
            now += 300 * MS;
            assertThat(plan.due(2 * proven, now)).isFalse();
            now += 60 * MS;
        }
    }

    @Test
    void waitsTwiceAsLongAfterEachTryThatShowedNothing() {
        int tries = 0;
        plan.want(90_000, now);
        for (int i = 0; i < 10_000; i++) {
            plan.want(90_000, now);
            if (plan.due(10_000, now)) {
                plan.begin(10_000, RTT, now);
                tries++;
            }
            now += 10 * MS;
        }
        assertThat(tries).as("in 100 s").isBetween(6, 9);
    }
}
