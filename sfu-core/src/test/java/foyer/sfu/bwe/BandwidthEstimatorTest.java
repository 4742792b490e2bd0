package foyer.sfu.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.rtcp.TransportFeedbackBuilder;
import org.junit.jupiter.api.Test;

class BandwidthEstimatorTest {
    private static final long MBIT = 1_000_000;
    private static final long SEED = 3;

    private final SimulatedPath path = new SimulatedPath(SEED);

    @Test
    void startsAtOneMegabitAndFindsThreeWithinThreeSeconds() {
        assertThat(path.estimator.bitsPerSecond()).isEqualTo(MBIT);
        path.run(3000);
        expectNear(3 * MBIT);
    }

    @Test
    void staysNearTheCapacityWithoutFillingTheQueue() {
        path.run(10_000);
        path.longestQueueNanos = 0;
        for (int i = 0; i < 20; i++) {
            path.run(1000);
            expectNear(3 * MBIT);
        }
        assertThat(path.longestQueueNanos).isLessThan(150 * SimulatedPath.MS);
    }

    @Test
    void findsFourHundredKilobitsFromAbove() {
        path.capacity = 400_000;
        path.run(8000);
        expectNear(400_000);
    }

    @Test
    void findsTwentyMegabits() {
        path.capacity = 20 * MBIT;
        path.run(6000);
        expectNear(20 * MBIT);
    }

    @Test
    void backsOffWithinASecondOfADropByFourFifths() {
        path.run(10_000);
        path.capacity = 600_000;
        path.run(1000);
        assertThat(path.estimator.bitsPerSecond()).isLessThan(750_000);
        path.run(6000);
        expectNear(600_000);
    }

    @Test
    void comesBackWithinFiveSecondsOfCapacityReturning() {
        path.capacity = 500_000;
        path.run(15_000);
        path.capacity = 3 * MBIT;
        path.run(5000);
        expectNear(3 * MBIT);
    }

    @Test
    void aTenthLostByChanceCostsNoBandwidth() {
        path.loss = 0.1;
        path.run(10_000);
        for (int i = 0; i < 10; i++) {
            path.run(1000);
            // What is lost before the narrow place takes nothing of it.
            expectNear(3 * MBIT * 10 / 9);
        }
        assertThat(path.estimator.lossShare()).isBetween(0.04, 0.17);
    }

    @Test
    void aShortQueueThatOverflowsIsFoundByItsLoss() {
        path.queueNanos = 12 * SimulatedPath.MS;
        path.capacity = 1 * MBIT;
        path.run(15_000);
        assertThat(path.estimator.bitsPerSecond()).isBetween(600_000L, 1_200_000L);
    }

    @Test
    void keepsItsEstimateWhileLittleIsSent() {
        path.run(10_000);
        path.applicationLimit = 200_000;
        path.estimator.demand(200_000, path.now);
        path.run(20_000);
        expectNear(3 * MBIT);
    }

    @Test
    void ourOwnStallIsNoCongestion() {
        path.run(10_000);
        for (int i = 0; i < 5; i++) {
            path.readDelayNanos = 100 * SimulatedPath.MS;
            path.run(300);
            path.readDelayNanos = 0;
            path.run(700);
        }
        expectNear(3 * MBIT);
    }

    @Test
    void takesTheReceiversOwnEstimateUntilThereIsFeedback() {
        BandwidthEstimator estimator = path.estimator;
        estimator.remb(700_000);
        assertThat(estimator.bitsPerSecond()).isEqualTo(700_000);
        assertThat(estimator.basis()).isEqualTo(BandwidthEstimator.Basis.REMB);
        estimator.remb(1);
        assertThat(estimator.bitsPerSecond()).isEqualTo(RateLimits.DEFAULT.floor());
        path.run(3000);
        estimator.remb(100_000);
        expectNear(3 * MBIT);
    }

    @Test
    void halvesWhileTheReceiverIsThereAndNothingReachesIt() {
        path.run(10_000);
        path.loss = 1;
        for (int i = 0; i < 8; i++) {
            path.run(500);
            assertThat(path.heard()).isFalse();
        }
        assertThat(path.estimator.bitsPerSecond()).isLessThan(MBIT);
    }

    @Test
    void aNetworkThatIsGoneIsNotCongested() {
        path.run(10_000);
        path.loss = 1;
        path.run(12_000);
        path.loss = 0;
        assertThat(path.heard()).as("ends the outage").isTrue();
        assertThat(path.heard()).isFalse();
        path.run(500);
        expectNear(3 * MBIT);
    }

    @Test
    void sendsNoProbesForMoreThanIsWanted() {
        SimulatedPath modest = new SimulatedPath(SEED, 500_000);
        modest.applicationLimit = 500_000;
        long probing = 0;
        for (int i = 0; i < 10_000; i++) {
            modest.run(1);
            probing += modest.estimator.probing() ? 1 : 0;
        }
        assertThat(probing).isZero();
    }

    @Test
    void feedbackAboutWhatWasNeverSentChangesNothing() {
        TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
        builder.start(40_000, 5, 1200);
        builder.add(40_000, 5);
        builder.add(40_003, 9_000_000);
        TransportFeedback feedback = builder.build(1, 2, 0);
        path.estimator.feedback(feedback, path.now);
        assertThat(path.estimator.basis()).isEqualTo(BandwidthEstimator.Basis.START);
        assertThat(path.estimator.bitsPerSecond()).isEqualTo(MBIT);
    }

    private void expectNear(long capacity) {
        assertThat(path.estimator.bitsPerSecond())
                .as("seed " + SEED + " of " + capacity)
                .isBetween(capacity * 70 / 100, capacity * 105 / 100);
    }
}
