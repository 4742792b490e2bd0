package foyer.load.app;

import foyer.load.crowd.Venue;
import foyer.load.measure.BenchTable;
import foyer.load.measure.Figures;
import foyer.load.measure.Machine;
import foyer.load.measure.Verdict;
import foyer.load.measure.Yardstick;
import foyer.load.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays the standard set, each scenario against a server of its own, and writes a table. */
@Command(
        name = "bench",
        description = "Plays the standard set and writes a Markdown table.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--set",
            description = "The folder of scenarios (default: ${DEFAULT-VALUE}).",
            defaultValue = "load-tests/media/scenarios/bench")
    private Path set = Path.of("load-tests/media/scenarios/bench");

    @Option(names = "--only", split = ",", description = "Play only these, by name.")
    private List<String> only = List.of();

    @Option(names = "--seconds", description = "Other seconds to measure than the files'.")
    private @Nullable Integer seconds;

    @Option(
            names = "--check",
            description = "Fail when a ratio is more than 15 % worse than in the table.")
    private boolean check;

    @Option(
            names = "--table",
            description = "The table to compare with (default: ${DEFAULT-VALUE}).",
            defaultValue = "load-tests/media/bench.md")
    private Path before = Path.of("load-tests/media/bench.md");

    @Mixin private ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        Map<String, Double> old = check ? BenchTable.ratiosIn(Files.readString(before)) : Map.of();
        List<Scenario> scenarios = Scenarios.in(set, only);
        BenchTable results = new BenchTable();
        double yardstick = Yardstick.packetsPerCpuSecond();
        boolean complete = true;
        for (Scenario scenario : scenarios) {
            int measured = seconds == null ? scenario.seconds() : seconds;
            complete &=
                    play(
                            scenario.with(scenario.rooms(), scenario.warmUpSeconds(), measured),
                            results,
                            yardstick);
        }
        String markdown = results.markdown(Machine.here(), yardstick);
        System.out.println(markdown);
        Path file = options.reports().resolve("bench.md");
        Files.createDirectories(options.reports());
        Files.writeString(file, markdown);
        System.out.println("Kept in " + file);
        List<String> worse = BenchTable.regressions(old, results.ratios());
        worse.forEach(line -> System.out.println("WORSE  " + line));
        return complete && worse.isEmpty() ? 0 : 1;
    }

    /** True when everybody got in. */
    private boolean play(Scenario scenario, BenchTable results, double yardstick)
            throws IOException, InterruptedException {
        LiveTable table = new LiveTable(System.err);
        try (ServerProcess server = options.server(scenario);
                Venue venue = options.venue(server)) {
            Figures figures = Played.play(scenario, server, venue, table);
            Verdict verdict = Verdict.of(figures, venue.threadCount());
            results.add(scenario.name(), figures, yardstick, verdict);
            System.err.println(verdict.sentence());
            venue.tally()
                    .failures()
                    .forEach((why, times) -> System.err.println(times + " × " + why));
            return figures.attendance().inside() == figures.attendance().planned();
        }
    }
}
