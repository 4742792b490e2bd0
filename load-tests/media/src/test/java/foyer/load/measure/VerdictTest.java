package foyer.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final long SECOND = 1_000_000_000;
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Tally.Times times = Tally.Times.empty();
    private double cpuSeconds = 4;
    private long drops;

    private Verdict verdict() {
        ProcessFigures idle = new ProcessFigures(0, 100, 100);
        Moment from = new Moment(0, Map.of(), idle, idle, 0);
        Moment to =
                new Moment(10 * SECOND, counts, idle, new ProcessFigures(cpuSeconds, 1, 1), drops);
        return Verdict.of(new Figures(from, to, times, Attendance.NOBODY), 1);
    }

    VerdictTest() {
        counts.put(Count.FRAMES, 1000L);
        counts.put(Count.FRAMES_LATE, 20L);
        counts.put(Count.PACKETS_IN, 10_000L);
        for (int i = 0; i < 1000; i++) {
            times.lags().recordValue(i < 990 ? 500 : 300_000);
        }
    }

    @Test
    void isContentWithAGeneratorThatKeepsUp() {
        assertThat(verdict().generatorWasTheLimit()).isFalse();
        assertThat(verdict().sentence()).isEqualTo("The generator kept up.");
    }

    @Test
    void noticesLateFrames() {
        counts.put(Count.FRAMES_LATE, 21L);
        assertThat(verdict().reasons())
                .containsExactly("2.1 % of the frames were sent more than 5 ms late");
    }

    @Test
    void noticesASingleFrameLeftOut() {
        counts.put(Count.FRAMES_SKIPPED, 1L);
        assertThat(verdict().reasons()).containsExactly("1 frames were left out");
    }

    @Test
    void noticesLoopsThatLag() {
        times.lags().recordValueWithCount(25_000, 100);
        assertThat(verdict().reasons()).containsExactly("its loops lagged by 25 ms (p99)");
    }

    @Test
    void noticesBusyLoops() {
        cpuSeconds = 8.6;
        assertThat(verdict().reasons()).containsExactly("its loops were 86 % busy");
    }

    @Test
    void noticesItsOwnDrops() {
        drops = 20;
        assertThat(verdict().reasons()).containsExactly("its sockets dropped 0.20 % of what came");
    }
}
