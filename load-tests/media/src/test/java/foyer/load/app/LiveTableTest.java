package foyer.load.app;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.load.measure.Attendance;
import foyer.load.measure.Count;
import foyer.load.measure.Figures;
import foyer.load.measure.Moment;
import foyer.load.measure.ProcessFigures;
import foyer.load.measure.Tally;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Figures second() {
        ProcessFigures before = new ProcessFigures(1, 90, 90);
        ProcessFigures after = new ProcessFigures(1.5, 91, 91);
        return new Figures(
                new Moment(0, Map.of(), before, before, 0),
                new Moment(1_000_000_000L, Map.of(Count.PACKETS_IN, 1234L), after, after, 0),
                Tally.Times.empty(),
                new Attendance(4, 3, 0, 0));
    }

    @Test
    void staysInItsPlaceOnATerminal() {
        LiveTable table = new LiveTable(out, true);
        table.show(second());
        table.show(second());
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\u001b[2F\u001b[J")
                .contains("   3/4         0 |         0      1234  0.0% |")
                .contains("|       50 %    91 |    50 %");
    }

    @Test
    void isALineEveryFiveSecondsElsewhere() {
        LiveTable table = new LiveTable(out, false);
        table.heading("a");
        for (int i = 0; i < 10; i++) {
            table.show(second());
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\u001b");
        assertThat(text.lines().filter(line -> line.contains("3/4"))).hasSize(2);
    }
}
