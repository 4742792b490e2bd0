package foyer.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldTest {
    private final Tally.Times times = Tally.Times.empty();

    private Hold hold(Attendance there, long missing) {
        ProcessFigures none = ProcessFigures.UNKNOWN;
        Map<Count, Long> counts = Map.of(Count.PACKETS_IN, 980L, Count.MISSING, missing);
        return Hold.of(
                new Figures(
                        new Moment(0, Map.of(), none, none, 0),
                        new Moment(1_000_000_000L, counts, none, none, 0),
                        times,
                        there));
    }

    @Test
    void holdsWhileEverybodyIsInAndSees() {
        times.latencies().recordValue(99_000);
        assertThat(hold(new Attendance(4, 4, 100, 98), 9).problems()).isEmpty();
    }

    @Test
    void namesEachReasonWhyNot() {
        times.latencies().recordValue(250_000);
        assertThat(hold(new Attendance(4, 3, 100, 97), 20).problems())
                .containsExactly(
                        "3 of 4 got in",
                        "97 of 100 streams flow",
                        "a latency of 250 ms (p99)",
                        "2.0 % loss");
    }
}
