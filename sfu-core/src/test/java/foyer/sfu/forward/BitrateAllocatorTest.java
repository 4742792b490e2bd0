package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitrateAllocatorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long TICK = SECOND / 5;
    private static final List<Rung> LADDER =
            List.of(new Rung(0, 2, 150_000), new Rung(1, 2, 500_000), new Rung(2, 2, 1_500_000));

    private final BitrateAllocator allocator = new BitrateAllocator();
    private final List<String> changes = new ArrayList<>();
    private long now = 7 * SECOND;

    @Test
    void startsAtOnceWithWhatFits() {
        Allotment one = video("one", Importance.STAGE);
        allocate(1_000_000);
        expectLevel(one, 1);
        assertThat(one.trace().getFirst().reason()).isEqualTo(AllocationReason.START);
    }

    @Test
    void sharesAClassInTurn() {
        Allotment one = video("one", Importance.STAGE);
        Allotment two = video("two", Importance.STAGE);
        allocate(2_400_000);
        expectLevel(one, 2);
        expectLevel(two, 1);
    }

    @Test
    void everybodyHasAPictureBeforeAnybodyHasALargeOne() {
        Allotment stage = video("stage", Importance.STAGE);
        List<Allotment> thumbnails = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            thumbnails.add(video("thumbnail" + i, Importance.THUMBNAIL));
        }
        allocate(1_000_000);
        expectLevel(stage, 0);
        thumbnails.forEach(thumbnail -> expectLevel(thumbnail, 0));
    }

    @Test
    void theImportantOneRisesFirst() {
        Allotment thumbnail = video("thumbnail", Importance.THUMBNAIL);
        Allotment screen = video("screen", Importance.SCREEN);
        allocate(2_000_000);
        expectLevel(screen, 2);
        expectLevel(thumbnail, 0);
    }

    @Test
    void goesDownAtOnceAndTheLeastImportantFirst() {
        Allotment stage = video("stage", Importance.STAGE);
        Allotment thumbnail = video("thumbnail", Importance.THUMBNAIL);
        allocate(10_000_000);
        now += TICK;
        allocate(1_800_000);
        expectLevel(stage, 2);
        expectLevel(thumbnail, 0);
        now += TICK;
        allocate(700_000);
        expectLevel(stage, 1);
        expectLevel(thumbnail, 0);
        assertThat(stage.trace().getLast().reason()).isEqualTo(AllocationReason.BANDWIDTH);
    }

    @Test
    void aDescentLeavesALittleRoom() {
        Allotment stage = video("stage", Importance.STAGE);
        Allotment thumbnail = video("thumbnail", Importance.THUMBNAIL);
        allocate(10_000_000);
        now += TICK;
        // 1.65 Mbit/s would fit, until the next small fall.
        allocate(1_700_000);
        expectLevel(stage, 1);
        expectLevel(thumbnail, 0);
    }

    @Test
    void pausesLastOfAllAndTheLeastImportant() {
        Allotment stage = video("stage", Importance.STAGE);
        Allotment thumbnail = video("thumbnail", Importance.THUMBNAIL);
        allocate(10_000_000);
        now += TICK;
        allocate(200_000);
        expectLevel(stage, 0);
        assertThat(thumbnail.paused()).isTrue();
        assertThat(thumbnail.rung()).isNull();
        now += TICK;
        allocate(100_000);
        assertThat(stage.paused()).isTrue();
    }

    @Test
    void risesOnlyWhenItHasFittedForASecondWithAMargin() {
        Allotment one = video("one", Importance.STAGE);
        allocate(600_000);
        run(10, 1_600_000);
        expectLevel(one, 1);
        now += TICK;
        allocate(1_800_000);
        expectLevel(one, 1);
        run(1.2, 1_800_000);
        expectLevel(one, 2);
        assertThat(one.trace().getLast().reason()).isEqualTo(AllocationReason.ROOM);
    }

    @Test
    void aBudgetThatWaversChangesNothing() {
        Allotment one = video("one", Importance.STAGE);
        Allotment two = video("two", Importance.STAGE);
        allocate(1_200_000);
        run(3, 1_200_000);
        changes.clear();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            now += TICK;
            allocate(1_000_000 + random.nextInt(200_000));
        }
        assertThat(changes).isEmpty();
        expectLevel(one, 1);
        expectLevel(two, 1);
    }

    @Test
    void anAscentThatDoesNotLastIsTriedLessAndLessOften() {
        Allotment one = video("one", Importance.STAGE);
        allocate(600_000);
        int ups = 0;
        for (int i = 0; i < 120 * 5; i++) {
            now += TICK;
            Rung rung = one.rung();
            boolean high = rung != null && rung.spatialLayer() == 2;
            // The path does not carry what it promises.
            allocate(high ? 1_000_000 : 2_000_000);
            ups += changes.isEmpty() ? 0 : 1;
            changes.clear();
        }
        assertThat(ups).isLessThanOrEqualTo(2 * 6);
    }

    @Test
    void anAscentThatDidNotLastKeepsNobodyFromOneThatTakesMuchLess() {
        Allotment one = video("one", Importance.STAGE);
        allocate(600_000);
        run(7, 600_000);
        for (int i = 0; i < 3; i++) {
            for (int tick = 0; one.level() < 2 && tick < 60 * 5; tick++) {
                run(0.2, 2_000_000);
            }
            expectLevel(one, 2);
            run(0.4, 170_000);
            expectLevel(one, 0);
        }
        run(6.5, 2_000_000);
        expectLevel(one, 1);
        run(20, 2_000_000);
        expectLevel(one, 1);
    }

    @Test
    void whoComesLaterGetsAShareOfWhatTheOthersHave() {
        Allotment one = video("one", Importance.STAGE);
        allocate(1_800_000);
        expectLevel(one, 2);
        Allotment two = video("two", Importance.STAGE);
        now += TICK;
        allocate(1_800_000);
        expectLevel(one, 1);
        expectLevel(two, 1);
        assertThat(one.trace().getLast().reason()).isEqualTo(AllocationReason.FAIRNESS);
    }

    @Test
    void whatDoesNotFlowTakesNothing() {
        Allotment one = video("one", Importance.STAGE);
        Allotment silent = new Allotment("silent");
        allocator.add(silent);
        allocate(2_000_000);
        expectLevel(one, 2);
        assertThat(silent.paused()).isFalse();
        assertThat(silent.trace()).isEmpty();
    }

    @Test
    void aLayerThatStopsAndComesBackIsNoDecision() {
        Allotment one = video("one", Importance.STAGE);
        allocate(5_000_000);
        one.offer(LADDER.subList(0, 2), Importance.STAGE);
        run(3, 5_000_000);
        one.offer(LADDER, Importance.STAGE);
        run(3, 5_000_000);
        expectLevel(one, 2);
        assertThat(one.trace()).hasSize(1);
    }

    @Test
    void whoWantsMoreGetsItAtOnceWhereItFits() {
        Allotment one = video("one", Importance.STAGE);
        one.offer(LADDER.subList(0, 1), Importance.THUMBNAIL);
        allocate(5_000_000);
        now += TICK;
        one.offer(LADDER, Importance.STAGE);
        one.restart();
        allocate(5_000_000);
        expectLevel(one, 2);
    }

    @Test
    void keepsSixtyDecisions() {
        Allotment one = video("one", Importance.STAGE);
        for (int i = 0; i < 100; i++) {
            run(60, i % 2 == 0 ? 200_000 : 10_000_000);
        }
        assertThat(one.trace()).hasSize(60);
        for (AllocationDecision decision : one.trace()) {
            assertThat(decision.from()).isNotEqualTo(decision.to());
        }
    }

    @Test
    void neverExceedsTheBudgetWhateverComes() {
        SplittableRandom random = new SplittableRandom(5);
        List<Importance> kinds = List.of(Importance.THUMBNAIL, Importance.SCREEN, Importance.STAGE);
        List<Allotment> videos = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            videos.add(video("video" + i, kinds.get(i % 3)));
        }
        for (int i = 0; i < 3000; i++) {
            now += TICK;
            long budget = random.nextInt(8_000_000);
            allocate(budget);
            long sum = 0;
            for (Allotment video : videos) {
                Rung rung = video.rung();
                sum += rung == null ? 0 : rung.bitrateBps();
            }
            assertThat(sum).as("seed 5, step " + i).isLessThanOrEqualTo(budget * 106 / 100);
        }
    }

    private Allotment video(String id, Importance importance) {
        Allotment allotment = new Allotment(id);
        allotment.offer(LADDER, importance);
        allocator.add(allotment);
        return allotment;
    }

    private void allocate(long budget) {
        allocator.allocate(budget, now, changed -> changes.add(changed.id()));
    }

    private void run(double seconds, long budget) {
        for (int i = 0; i < seconds * 5; i++) {
            now += TICK;
            allocate(budget);
        }
    }

    private static void expectLevel(Allotment allotment, int level) {
        assertThat(allotment.rung()).as(allotment.id()).isEqualTo(LADDER.get(level));
    }
}
