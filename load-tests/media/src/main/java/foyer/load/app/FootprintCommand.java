package foyer.load.app;

import foyer.load.crowd.Venue;
import foyer.load.measure.Footprint;
import foyer.load.measure.FootprintTable;
import foyer.load.measure.FootprintTable.Steps;
import foyer.load.measure.FootprintTable.Stretch;
import foyer.load.measure.Jcmd;
import foyer.load.measure.Machine;
import foyer.load.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures what one more person takes: each scenario against a server of its own, first with one of
 * its rooms (none when it has but one), then with all.
 */
@Command(
        name = "footprint",
        description = "Measures memory and idle CPU of one more person, and writes a table.",
        mixinStandardHelpOptions = true)
final class FootprintCommand implements Callable<Integer> {
    @Option(
            names = "--set",
            description = "The folder of scenarios (default: ${DEFAULT-VALUE}).",
            defaultValue = "load-tests/media/scenarios/footprint")
    private Path set = Path.of("load-tests/media/scenarios/footprint");

    @Option(names = "--only", split = ",", description = "Play only these, by name.")
    private List<String> only = List.of();

    @Option(
            names = "--seconds",
            description = "For which processor time is measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int seconds = 60;

    @Option(
            names = "--native",
            description = {
                "Print the JVM's account of native memory too; the server has to be started with",
                "JDK_JAVA_OPTIONS=-XX:NativeMemoryTracking=summary, which costs some itself."
            })
    private boolean nativeMemory;

    @Mixin private ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        FootprintTable table = new FootprintTable();
        boolean complete = true;
        for (Scenario scenario : Scenarios.in(set, only)) {
            complete &= play(scenario, table);
        }
        String markdown = table.markdown(Machine.here());
        System.out.println(markdown);
        Files.createDirectories(options.reports());
        Files.writeString(options.reports().resolve("footprint.md"), markdown);
        return complete ? 0 : 1;
    }

    /** True when everybody got in. */
    private boolean play(Scenario scenario, FootprintTable table)
            throws IOException, InterruptedException {
        LiveTable live = new LiveTable(System.err);
        live.heading(scenario.name() + ": " + scenario.about());
        try (ServerProcess server = options.server(scenario);
                Venue venue = options.venue(server)) {
            Performance performance = new Performance(venue, scenario, server, live);
            int first = scenario.rooms() > 1 ? 1 : 0;
            Stretch few = stretch(performance, first, scenario, server);
            int fewPeople = performance.crowd().attendance().inside();
            Stretch many = stretch(performance, scenario.rooms() - first, scenario, server);
            int manyPeople = performance.crowd().attendance().inside();
            table.add(new Steps(scenario.name(), fewPeople, manyPeople, few, many));
            performance.crowd().leave();
            venue.tally()
                    .failures()
                    .forEach((why, times) -> System.err.println(times + " × " + why));
            return manyPeople == scenario.participants();
        }
    }

    /** Lets more rooms come and settle, and watches for a while. */
    private Stretch stretch(
            Performance performance, int rooms, Scenario scenario, ServerProcess server)
            throws IOException, InterruptedException {
        performance.crowd().addRooms(rooms);
        performance.gather();
        performance.go(scenario.warmUpSeconds());
        Footprint from = Footprint.of(server.pid());
        performance.go(seconds);
        Footprint to = Footprint.of(server.pid());
        return new Stretch(from, to, nativeMemory ? Jcmd.nativeMemory(server.pid()) : Map.of());
    }
}
