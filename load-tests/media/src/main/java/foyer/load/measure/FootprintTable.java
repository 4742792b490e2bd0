package foyer.load.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one more person of each kind took, as Markdown. */
public final class FootprintTable {
    private static final String HEAD =
            """
            | scenario | people | RSS before, after MB | live heap before, after MB | heap a person kB | RSS a person kB | CPU a person µs/s | with compilers | threads |
            |---|---|---|---|---|---|---|---|---|
            """;
    private static final double KB_PER_MB = 1024;
    private static final double BYTES_PER_KB = 1024;

    private final List<String> rows = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    /**
     * What was measured of one scenario.
     *
     * @param few with few or no people, at the start and the end of a stretch
     * @param many the same with all of them
     */
    public record Steps(String name, int fewPeople, int manyPeople, Stretch few, Stretch many) {
        int added() {
            return Math.max(1, manyPeople - fewPeople);
        }
    }

    /** A stretch of time in which nobody came or went, and the JVM's own account at its end. */
    public record Stretch(Footprint from, Footprint to, Map<String, Long> nativeKb) {
        private double seconds() {
            return (to.nanos() - from.nanos()) / 1e9;
        }

        double cores() {
            return (to.cpuSeconds() - from.cpuSeconds()) / seconds();
        }

        double steadyCores() {
            return to.steadySecondsSince(from) / seconds();
        }

        /** Microseconds of processor time a second, by thread. */
        Map<String, Double> microsByThread() {
            Map<String, Double> micros = new TreeMap<>();
            to.secondsSince(from)
                    .forEach((thread, spent) -> micros.put(thread, spent / seconds() * 1e6));
            return micros;
        }
    }

    /** Adds a row. */
    public void add(Steps steps) {
        Footprint few = steps.few().to();
        Footprint many = steps.many().to();
        rows.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %d → %d | %.0f, %.0f | %.1f, %.1f | %.1f | %.1f | %.0f | %.0f | %d → %d |",
                        steps.name(),
                        steps.fewPeople(),
                        steps.manyPeople(),
                        few.residentKb() / KB_PER_MB,
                        many.residentKb() / KB_PER_MB,
                        few.liveBytes() / BYTES_PER_KB / KB_PER_MB,
                        many.liveBytes() / BYTES_PER_KB / KB_PER_MB,
                        (many.liveBytes() - few.liveBytes()) / BYTES_PER_KB / steps.added(),
                        (double) (many.anonymousKb() - few.anonymousKb()) / steps.added(),
                        (steps.many().steadyCores() - steps.few().steadyCores())
                                * 1e6
                                / steps.added(),
                        (steps.many().cores() - steps.few().cores()) * 1e6 / steps.added(),
                        few.threads(),
                        many.threads()));
        details.add("\n" + steps.name() + ", µs of CPU a second by thread: " + byThread(steps));
        details.add(steps.name() + ", native memory MB: " + nativeMemory(steps));
    }

    private static String byThread(Steps steps) {
        Map<String, Double> few = steps.few().microsByThread();
        List<String> words = new ArrayList<>();
        steps.many()
                .microsByThread()
                .forEach((thread, micros) -> {
                    double before = few.getOrDefault(thread, 0.0);
                    if (micros + before >= 200) {
                        words.add(
                                String.format(
                                        Locale.ROOT, "%s %.0f → %.0f", thread, before, micros));
                    }
                });
        return String.join(", ", words);
    }

    private static String nativeMemory(Steps steps) {
        List<String> words = new ArrayList<>();
        steps.many()
                .nativeKb()
                .forEach((kind, kb) -> {
                    long before = steps.few().nativeKb().getOrDefault(kind, 0L);
                    if (kb + before >= KB_PER_MB) {
                        words.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s %.1f → %.1f",
                                        kind,
                                        before / KB_PER_MB,
                                        kb / KB_PER_MB));
                    }
                });
        return words.isEmpty() ? "not asked for" : String.join(", ", words);
    }

    /** The table with what its reader must know. */
    public String markdown(Machine machine) {
        return "# Footprint\n\nMachine: "
                + machine.sentence()
                + ".\n\n"
                + HEAD
                + String.join("\n", rows)
                + "\n"
                + String.join("\n", details)
                + "\n";
    }
}
