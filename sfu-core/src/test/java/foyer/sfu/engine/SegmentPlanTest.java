package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentPlanTest {
    private static final int ANN = 0;
    private static final int BEN = 1;

    private final SegmentPlan plan = new SegmentPlan();

    private void add(int receiver, int... sizes) {
        for (int size : sizes) {
            plan.add(receiver, size, SegmentPlan.MOST_SEGMENTS);
        }
    }

    /** The packets of each run by their numbers, runs in the order in which they leave. */
    private List<List<Integer>> runs() {
        List<List<Integer>> all = new ArrayList<>();
        for (int run = 0; run < plan.runs(); run++) {
            List<Integer> packets = new ArrayList<>();
            int packet = plan.first(run);
            for (int left = plan.count(run); left > 0; left--) {
                packets.add(packet);
                packet = plan.following(packet);
            }
            all.add(packets);
        }
        return all;
    }

    @Test
    void packetsOfOneSizeLeaveTogether() {
        add(ANN, 1000, 1000, 1000);
        assertThat(runs()).containsExactly(List.of(0, 1, 2));
        assertThat(plan.segmentBytes(0)).isEqualTo(1000);
        assertThat(plan.bytes(0)).isEqualTo(3000);
    }

    @Test
    void aSmallerPacketIsTheLast() {
        add(ANN, 1000, 1000, 400, 400);
        assertThat(runs()).containsExactly(List.of(0, 1, 2), List.of(3));
    }

    @Test
    void aLargerPacketBeginsTheNext() {
        add(ANN, 1000, 1001, 1001);
        assertThat(runs()).containsExactly(List.of(0), List.of(1, 2));
        assertThat(plan.segmentBytes(1)).isEqualTo(1001);
    }

    @Test
    void receiversAreKeptApartHoweverTheirPacketsCome() {
        add(ANN, 1000);
        add(BEN, 1000);
        add(ANN, 1000);
        add(BEN, 1000);
        add(ANN, 70);
        assertThat(runs()).containsExactly(List.of(0, 2, 4), List.of(1, 3));
        assertThat(plan.receiver(0)).isEqualTo(ANN);
        assertThat(plan.receiver(1)).isEqualTo(BEN);
    }

    @Test
    void nothingPassesWhatClosedARun() {
        add(ANN, 1000, 70);
        add(BEN, 500);
        add(ANN, 1000, 1000);
        assertThat(runs()).containsExactly(List.of(0, 1), List.of(2), List.of(3, 4));
    }

    @Test
    void aRunIsNoLongerThanTheKernelTakes() {
        for (int i = 0; i < 65; i++) {
            add(ANN, 100);
        }
        assertThat(plan.runs()).isEqualTo(2);
        assertThat(plan.count(0)).isEqualTo(64);
    }

    @Test
    void aRunFitsAnIpPacket() {
        for (int i = 0; i < 60; i++) {
            add(ANN, 1200);
        }
        assertThat(plan.count(0)).isEqualTo(54);
        assertThat(plan.bytes(0)).isEqualTo(64_800);
        assertThat(plan.count(1)).isEqualTo(6);
    }

    @Test
    void withoutSegmentationAllLeaveOneByOne() {
        plan.add(ANN, 1000, 1);
        plan.add(ANN, 1000, 1);
        assertThat(runs()).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void theNextBatchKnowsNothingOfTheLast() {
        add(ANN, 1000);
        plan.clear();
        assertThat(plan.packets()).isZero();
        add(BEN, 1000);
        add(ANN, 1000);
        assertThat(runs()).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void everyPacketLeavesOnceAndInTheReceiversOrder() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            plan.clear();
            Map<Integer, List<Integer>> expected = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                int receiver = random.nextInt(7) * 40;
                int size = random.nextBoolean() ? 1100 : 1 + random.nextInt(1200);
                plan.add(receiver, size, SegmentPlan.MOST_SEGMENTS);
                expected.computeIfAbsent(receiver, _ -> new ArrayList<>()).add(i);
            }
            Map<Integer, List<Integer>> actual = new HashMap<>();
            List<List<Integer>> runs = runs();
            for (int run = 0; run < runs.size(); run++) {
                actual.computeIfAbsent(plan.receiver(run), _ -> new ArrayList<>())
                        .addAll(runs.get(run));
                assertThat(runs.get(run).stream().mapToInt(plan::packetBytes).sum())
                        .as("seed %d", seed)
                        .isEqualTo(plan.bytes(run))
                        .isLessThanOrEqualTo(SegmentPlan.MOST_BYTES);
                for (int packet : runs.get(run).subList(0, runs.get(run).size() - 1)) {
                    assertThat(plan.packetBytes(packet)).isEqualTo(plan.segmentBytes(run));
                }
            }
            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
