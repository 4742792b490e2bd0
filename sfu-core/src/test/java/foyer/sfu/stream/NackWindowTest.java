package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NackWindowTest {
    private static final long MS = 1_000_000;

    private final NackWindow nacks = new NackWindow();
    private final int[] numbers = new int[2000];

    @Test
    void asksOnlyForTheGap() {
        nacks.arrived(10, Arrival.NEXT, 0);
        nacks.arrived(14, Arrival.GAP, 0);
        assertThat(due(9 * MS)).isEmpty();
        assertThat(nacks.nextDeadlineNanos()).isEqualTo(10 * MS);
        assertThat(due(10 * MS)).containsExactly(11, 12, 13);
        assertThat(due(11 * MS)).isEmpty();
    }

    @Test
    void asksForWrappedNumbers() {
        nacks.arrived(65534, Arrival.NEXT, 0);
        nacks.arrived(65538, Arrival.GAP, 0);
        assertThat(due(10 * MS)).containsExactly(65535, 0, 1);
    }

    @Test
    void hasNoDeadlineWhenNothingIsMissing() {
        assertThat(nacks.nextDeadlineNanos()).isEqualTo(NackWindow.NO_DEADLINE);
        nacks.arrived(10, Arrival.NEXT, 0);
        nacks.arrived(12, Arrival.GAP, 0);
        nacks.arrived(11, Arrival.LATE, MS);
        assertThat(nacks.nextDeadlineNanos()).isEqualTo(NackWindow.NO_DEADLINE);
    }

    @Test
    void doesNotAskForWhatCameMeanwhile() {
        nacks.arrived(10, Arrival.NEXT, 0);
        nacks.arrived(14, Arrival.GAP, 0);
        nacks.arrived(12, Arrival.LATE, 5 * MS);
        assertThat(due(10 * MS)).containsExactly(11, 13);
        nacks.arrived(11, Arrival.LATE, 60 * MS);
        assertThat(due(1000 * MS)).containsExactly(13);
    }

    @Test
    void repeatsAfterARoundTripAndAtLeastTwentyMillis() {
        nacks.rtt(80 * MS);
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(3, Arrival.GAP, 0);
        assertThat(due(10 * MS)).containsExactly(2);
        assertThat(due(10 * MS + 80 * MS)).isEmpty();
        assertThat(due(10 * MS + 100 * MS)).containsExactly(2);
        nacks.rtt(MS);
        assertThat(due(210 * MS)).containsExactly(2);
        assertThat(nacks.nextDeadlineNanos()).isEqualTo(230 * MS);
    }

    @Test
    void givesUpAfterTenTriesAndWantsAKeyFrameOnce() {
        nacks.rtt(10 * MS);
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(3, Arrival.GAP, 0);
        int tries = 0;
        for (long now = 0; now <= 400 * MS; now += MS) {
            tries += due(now).length;
        }
        assertThat(tries).isEqualTo(10);
        assertThat(nacks.missing()).isZero();
        assertThat(nacks.keyFrameNeeded()).isTrue();
        assertThat(nacks.keyFrameNeeded()).isFalse();
    }

    @Test
    void givesUpByAgeOnALongPath() {
        nacks.rtt(500 * MS);
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(3, Arrival.GAP, 0);
        int tries = 0;
        for (long now = 0; now <= 5_000 * MS; now += 5 * MS) {
            tries += due(now).length;
        }
        // At 10, 635 and 1260 ms; at 1885 ms it is older than three round trips.
        assertThat(tries).isEqualTo(3);
        assertThat(nacks.keyFrameNeeded()).isTrue();
    }

    @Test
    void aGapTooLargeWantsAKeyFrameInsteadOfRequests() {
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(1002, Arrival.GAP, 0);
        assertThat(nacks.missing()).isEqualTo(1000);
        assertThat(nacks.keyFrameNeeded()).isFalse();
        nacks.arrived(1004, Arrival.GAP, 0);
        assertThat(nacks.missing()).isZero();
        assertThat(nacks.keyFrameNeeded()).isTrue();
        assertThat(due(100 * MS)).isEmpty();
    }

    @Test
    void aRestartForgetsTheGapsAndWantsAKeyFrame() {
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(5, Arrival.GAP, 0);
        nacks.arrived(70_000, Arrival.RESTART, MS);
        assertThat(due(100 * MS)).isEmpty();
        assertThat(nacks.keyFrameNeeded()).isTrue();
        nacks.arrived(70_002, Arrival.GAP, 100 * MS);
        assertThat(due(200 * MS)).containsExactly(70_001 & 0xffff);
    }

    @Test
    void aKeyFrameClearsOlderGapsOnly() {
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(4, Arrival.GAP, 0);
        nacks.arrived(8, Arrival.GAP, 0);
        nacks.clearBefore(6);
        assertThat(due(10 * MS)).containsExactly(6, 7);
    }

    @Test
    void aKeyFrameAnswersTheNeedOnlyWhenItLiesBehindTheLoss() {
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(2000, Arrival.GAP, 0);
        nacks.clearBefore(1500);
        assertThat(nacks.keyFrameNeeded()).isTrue();
        nacks.arrived(4000, Arrival.GAP, 0);
        nacks.clearBefore(4000);
        assertThat(nacks.keyFrameNeeded()).isFalse();
    }

    @Test
    void whatFindsNoRoomStaysDue() {
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(6, Arrival.GAP, 0);
        int[] two = new int[2];
        assertThat(nacks.due(10 * MS, two)).isEqualTo(2);
        assertThat(two).containsExactly(2, 3);
        assertThat(nacks.nextDeadlineNanos()).isEqualTo(10 * MS);
        assertThat(nacks.due(10 * MS, two)).isEqualTo(2);
        assertThat(two).containsExactly(4, 5);
    }

    @Test
    void waitsLongerWhereReorderingIsSeen() {
        nacks.arrived(1, Arrival.NEXT, 0);
        nacks.arrived(3, Arrival.GAP, 0);
        assertThat(due(10 * MS)).containsExactly(2);
        // 20 ms late with a round trip of 100 ms: no answer to our request.
        nacks.arrived(2, Arrival.LATE, 20 * MS);
        nacks.arrived(5, Arrival.GAP, 100 * MS);
        assertThat(nacks.nextDeadlineNanos()).isEqualTo(125 * MS);
    }

    @Test
    void worksAcrossTheWrapOfTheClock() {
        long start = Long.MAX_VALUE - 5 * MS;
        nacks.arrived(1, Arrival.NEXT, start);
        nacks.arrived(3, Arrival.GAP, start);
        assertThat(due(start + 4 * MS)).isEmpty();
        assertThat(due(start + 10 * MS)).containsExactly(2);
    }

    private int[] due(long nowNanos) {
        return Arrays.copyOf(numbers, nacks.due(nowNanos, numbers));
    }
}
