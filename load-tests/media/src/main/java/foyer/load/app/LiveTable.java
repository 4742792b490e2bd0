package foyer.load.app;

import foyer.load.measure.Attendance;
import foyer.load.measure.Count;
import foyer.load.measure.Figures;
import java.io.Console;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What happens now: on a terminal a table of the last seconds that stays in its place, elsewhere a
 * line every five seconds.
 */
final class LiveTable {
    private static final int ROWS = 10;
    private static final int PLAIN_EVERY = 5;
    private static final String HEAD =
            "   joined failed |  in pkt/s out pkt/s  loss |  p50 ms  p99 ms |"
                    + " server CPU   RSS | own CPU  lag ms";

    private final PrintStream out;
    private final boolean terminal;
    private final Deque<String> rows = new ArrayDeque<>();
    private int drawn;
    private int shown;

    LiveTable(PrintStream out) {
        this(out, isTerminal());
    }

    LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again from JDK 25 on (JDK-8351435)
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Ends what was drawn so far, and says what comes. */
    void heading(String text) {
        rows.clear();
        drawn = 0;
        shown = 0;
        out.println();
        out.println(text);
        if (!terminal) {
            out.println(HEAD);
        }
    }

    /** Figures of the last second; packets in and out are the server's. */
    void show(Figures figures) {
        shown++;
        String row = row(figures);
        if (terminal) {
            redraw(row);
        } else if (shown % PLAIN_EVERY == 0) {
            out.println(row);
        }
        out.flush();
    }

    private void redraw(String row) {
        rows.add(row);
        if (rows.size() > ROWS) {
            rows.remove();
        }
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append("F\u001b[J"); // up, and clear to the end
        }
        text.append(HEAD).append('\n');
        rows.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        drawn = rows.size() + 1;
    }

    private static String row(Figures figures) {
        Attendance there = figures.attendance();
        Histogram latencies = figures.times().latencies();
        return String.format(
                Locale.ROOT,
                "%4d/%-4d %6d | %9.0f %9.0f %4.1f%% | %7.2f %7.2f | %8.0f %% %5.0f | %5.0f %% %7.1f",
                there.inside(),
                there.planned(),
                figures.to().count(Count.FAILED),
                figures.perSecond(Count.PACKETS_OUT),
                figures.perSecond(Count.PACKETS_IN),
                figures.loss() * 100,
                Figures.p50Millis(latencies),
                Figures.p99Millis(latencies),
                figures.serverCores() * 100,
                figures.to().server().residentMb(),
                figures.generatorCores() * 100,
                Figures.p99Millis(figures.times().lags()));
    }
}
