package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.engine.LoopStats;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.PipeTraffic;
import foyer.sfu.engine.SegmentedStats;
import foyer.sfu.engine.TcpStats;
import foyer.sfu.router.Downlinks;
import foyer.sfu.router.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoopLoadsTest {
    private final LoopLoads loads = new LoopLoads(3, 85);
    private final double[] cpuNanos = new double[3];
    private long nowMillis = 1_000;

    /** Ten seconds of these shares, with so many rooms on each loop at their end. */
    private void pass(double[] shares, int[] rooms) {
        for (int second = 0; second < 10; second++) {
            nowMillis += 1_000;
            List<LoopStats> stats = new ArrayList<>();
            for (int loop = 0; loop < shares.length; loop++) {
                cpuNanos[loop] += shares[loop] * 1e9;
                stats.add(stats(loop, rooms[loop], (long) cpuNanos[loop]));
            }
            loads.measured(new MediaServerStats(stats, Map.of(), new Traffic()), nowMillis);
        }
    }

    private static LoopStats stats(int loop, int rooms, long cpuNanos) {
        return new LoopStats(
                loop,
                true,
                rooms,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                SegmentedStats.NONE,
                cpuNanos,
                0,
                Downlinks.NONE,
                0,
                TcpStats.NONE,
                PipeTraffic.NONE);
    }

    @Test
    void putsRoomsInTurnBeforeAnythingIsMeasured() {
        assertThat(List.of(loads.next(), loads.next(), loads.next(), loads.next()))
                .extracting(OptionalInt::getAsInt)
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void putsARoomWhereMostIsLeft() {
        pass(new double[] {0.5, 0.2, 0.6}, new int[] {1, 5, 1});
        assertThat(loads.next()).hasValue(1);
        assertThat(loads.next()).as("one room weighs nothing yet").hasValue(1);
    }

    @Test
    void putsARoomWhereThereAreFewestAmongEquals() {
        pass(new double[] {0.01, 0.02, 0.012}, new int[] {4, 2, 3});
        assertThat(loads.next()).hasValue(1);
        assertThat(loads.next()).hasValue(2);
        assertThat(loads.next()).hasValue(1);
    }

    @Test
    void leavesOutBusyLoops() {
        pass(new double[] {0.9, 0.84, 0.95}, new int[] {1, 9, 1});
        assertThat(loads.next()).hasValue(1);
        assertThat(loads.isBusy(0)).isTrue();
        assertThat(loads.allAreBusy()).isFalse();
        pass(new double[] {0.9, 0.9, 0.95}, new int[] {1, 9, 1});
        assertThat(loads.next()).isEmpty();
        assertThat(loads.allAreBusy()).isTrue();
    }
}
