package foyer.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static Figures figures(long packetsIn, double serverCpu) {
        ProcessFigures none = new ProcessFigures(0, 100, 100);
        return new Figures(
                new Moment(0, Map.of(), none, none, 0),
                new Moment(
                        10_000_000_000L,
                        Map.of(Count.PACKETS_IN, packetsIn),
                        new ProcessFigures(serverCpu, 120, 130),
                        none,
                        0),
                Tally.Times.empty(),
                new Attendance(61, 61, 120, 119));
    }

    @Test
    void isReadAgainAsItWasWritten() {
        BenchTable table = new BenchTable();
        Verdict fine = Verdict.of(figures(1_000, 1), 1);
        table.add("1-to-60", figures(100_000, 1), 400_000, fine);
        table.add("idle-100", figures(0, 1), 400_000, fine);
        String text = table.markdown(new Machine("CPU", 2, 8, "Linux", "25"), 400_000);
        assertThat(text)
                .contains(
                        "| 1-to-60 | 0 | 10,000 | 0.250 | 100,000 | 0.00 | 0.00 | 0.0 | 0.00 % |"
                                + " 1,639 | 120 | 61/61 | 119/120 |  |")
                .contains("| idle-100 | 0 | 0 | – | – |")
                .contains("CPU, 2 cores");
        assertThat(BenchTable.ratiosIn(text)).isEqualTo(Map.of("1-to-60", 0.25));
        assertThat(table.ratios()).isEqualTo(Map.of("1-to-60", 0.25));
    }

    @Test
    void complainsOfMoreThanFifteenPercentOnly() {
        Map<String, Double> before = Map.of("a", 0.2, "b", 0.2, "gone", 0.2);
        assertThat(BenchTable.regressions(before, Map.of("a", 0.171, "b", 0.5))).isEmpty();
        assertThat(BenchTable.regressions(before, Map.of("a", 0.169, "new", 0.1)))
                .containsExactly("a: 0.169 of the yardstick, was 0.200 (-16 %)");
    }
}
