package foyer.load.app;

import foyer.load.crowd.Venue;
import foyer.load.measure.Figures;
import foyer.load.measure.Report;
import foyer.load.measure.Verdict;
import foyer.load.scenario.Scenario;
import foyer.load.scenario.ScenarioFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays one scenario and reports. */
@Command(
        name = "run",
        description = "Plays one scenario and reports.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Option(names = "--scenario", required = true, description = "The scenario's file.")
    private Path file = Path.of("");

    @Option(names = "--rooms", description = "Another number of rooms than the file's.")
    private @Nullable Integer rooms;

    @Option(names = "--warm-up", description = "Other seconds of warming up than the file's.")
    private @Nullable Integer warmUpSeconds;

    @Option(names = "--seconds", description = "Other seconds to measure than the file's.")
    private @Nullable Integer seconds;

    @Mixin private ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        Scenario read = ScenarioFile.read(file);
        Scenario scenario =
                read.with(
                        rooms == null ? read.rooms() : rooms,
                        warmUpSeconds == null ? read.warmUpSeconds() : warmUpSeconds,
                        seconds == null ? read.seconds() : seconds);
        LiveTable table = new LiveTable(System.err);
        try (ServerProcess server = options.server(scenario);
                Venue venue = options.venue(server)) {
            Figures figures = Played.play(scenario, server, venue, table);
            Verdict verdict = Verdict.of(figures, venue.threadCount());
            String report = Report.of(scenario, figures, verdict, venue.tally().failures());
            System.out.println(report);
            Files.createDirectories(options.reports());
            Files.writeString(options.reports().resolve(scenario.name() + ".md"), report);
            return venue.tally().failures().isEmpty() ? 0 : 1;
        }
    }
}
