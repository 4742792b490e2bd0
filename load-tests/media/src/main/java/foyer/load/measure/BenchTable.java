package foyer.load.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The standard set's results as a Markdown table, and such a table read again to compare with. */
public final class BenchTable {
    /** Worse by more than this is a failure. */
    public static final double TOLERANCE = 0.15;

    private static final int NAME = 1;
    private static final int RATIO = 4;
    private static final String HEAD =
            """
            | scenario | in pkt/s | out pkt/s | of the yardstick | out pkt per CPU s | latency p50 ms | p99 | max | loss | CPU µs/s each | RSS MB | joined | streams | note |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final List<String> rows = new ArrayList<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    /** Adds a row. */
    public void add(String name, Figures figures, double yardstick, Verdict verdict) {
        double ratio = figures.packetsPerCpuSecond() / yardstick;
        boolean forwards = figures.count(Count.PACKETS_IN) > 0;
        if (forwards) {
            ratios.put(name, ratio);
        }
        var latencies = figures.times().latencies();
        rows.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %,.0f | %,.0f | %s | %s | %.2f | %.2f | %.1f | %.2f %% | %,.0f"
                                + " | %.0f | %d/%d | %d/%d | %s |",
                        name,
                        figures.perSecond(Count.PACKETS_OUT),
                        figures.perSecond(Count.PACKETS_IN),
                        forwards ? String.format(Locale.ROOT, "%.3f", ratio) : "–",
                        forwards
                                ? String.format(Locale.ROOT, "%,.0f", figures.packetsPerCpuSecond())
                                : "–",
                        Figures.p50Millis(latencies),
                        Figures.p99Millis(latencies),
                        Figures.maxMillis(latencies),
                        figures.loss() * 100,
                        figures.cpuMicrosPerParticipant(),
                        figures.to().server().residentMb(),
                        figures.attendance().inside(),
                        figures.attendance().planned(),
                        figures.attendance().flowing(),
                        figures.attendance().streams(),
                        note(figures, verdict)));
    }

    /** A video that is paused is not forwarded: such a row measures something else. */
    private static String note(Figures figures, Verdict verdict) {
        List<String> notes = new ArrayList<>();
        if (verdict.generatorWasTheLimit()) {
            notes.add("generator at its limit");
        }
        long paused = figures.to().count(Count.PAUSED_FOR_BANDWIDTH);
        if (paused > 0) {
            notes.add(paused + " videos paused for bandwidth");
        }
        return String.join("; ", notes);
    }

    /** By scenario, for those in which something is forwarded. */
    public Map<String, Double> ratios() {
        return Map.copyOf(ratios);
    }

    /** The table with what its reader must know. */
    public String markdown(Machine machine, double yardstick) {
        return "# Benchmark\n\nMachine: "
                + machine.sentence()
                + ".\nThe yardstick (see README.md): "
                + String.format(Locale.ROOT, "%,.0f", yardstick)
                + " packets per CPU second.\n\n"
                + HEAD
                + String.join("\n", rows)
                + "\n";
    }

    /** The ratios in a table's text, by scenario. */
    public static Map<String, Double> ratiosIn(String markdown) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String line : markdown.lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("|") && cells.length > RATIO) {
                try {
                    found.put(cells[NAME].trim(), Double.parseDouble(cells[RATIO].trim()));
                } catch (NumberFormatException _) {
                    // The head, or a row without a ratio.
                }
            }
        }
        return found;
    }

    /** What got worse by more than {@link #TOLERANCE}, a sentence each. */
    public static List<String> regressions(Map<String, Double> before, Map<String, Double> now) {
        List<String> worse = new ArrayList<>();
        before.forEach((name, old) -> {
            Double current = now.get(name);
            if (current != null && current < old * (1 - TOLERANCE)) {
                worse.add(
                        String.format(
                                Locale.ROOT,
                                "%s: %.3f of the yardstick, was %.3f (%+.0f %%)",
                                name,
                                current,
                                old,
                                (current / old - 1) * 100));
            }
        });
        return worse;
    }
}
