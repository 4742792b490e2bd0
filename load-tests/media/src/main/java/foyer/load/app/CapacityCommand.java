package foyer.load.app;

import foyer.load.crowd.Venue;
import foyer.load.measure.Figures;
import foyer.load.measure.Hold;
import foyer.load.measure.Machine;
import foyer.load.measure.Search;
import foyer.load.measure.Verdict;
import foyer.load.scenario.Scenario;
import foyer.load.scenario.ScenarioFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds rooms until the server no longer holds them, and says what to allow. */
@Command(
        name = "capacity",
        description = "Finds how many rooms of a scenario this machine holds.",
        mixinStandardHelpOptions = true)
final class CapacityCommand implements Callable<Integer> {
    /** What is left for peaks, and for what else the machine does. */
    private static final double RESERVE = 0.2;

    private static final int SETTLE_SECONDS = 5;

    @Option(
            names = "--scenario",
            description = "What each room is like (default: ${DEFAULT-VALUE}).",
            defaultValue = "load-tests/media/scenarios/meeting-4x4.json")
    private Path file = Path.of("load-tests/media/scenarios/meeting-4x4.json");

    @Option(names = "--from", description = "Rooms to begin with.", defaultValue = "2")
    private int first = 2;

    @Option(names = "--most", description = "Rooms never to exceed.", defaultValue = "2000")
    private int most = 2000;

    @Option(
            names = "--hold",
            description = "Seconds each number of rooms is measured.",
            defaultValue = "10")
    private int holdSeconds = 10;

    @Mixin private ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        Scenario scenario = ScenarioFile.read(file).with(most, 0, holdSeconds);
        LiveTable table = new LiveTable(System.err);
        try (ServerProcess server = options.server(scenario);
                Venue venue = options.venue(server)) {
            Performance performance = new Performance(venue, scenario, server, table);
            return search(scenario, performance, venue, table);
        }
    }

    private int search(Scenario scenario, Performance performance, Venue venue, LiveTable table)
            throws Exception {
        Search search = new Search(first, most);
        @Nullable Figures best = null;
        Verdict limit = new Verdict(List.of());
        while (!search.isOver()) {
            int rooms = search.next();
            table.heading(line("%d rooms of %d:", rooms, scenario.peopleInRoom()));
            Figures figures = hold(rooms, performance, scenario);
            Hold hold = Hold.of(figures);
            Verdict verdict = Verdict.of(figures, venue.threadCount());
            System.err.println(
                    hold.holds() ? "holds" : "does not: " + String.join(", ", hold.problems()));
            if (hold.holds()) {
                best = figures;
            } else {
                limit = verdict;
            }
            search.tried(hold.holds());
        }
        performance.crowd().leave();
        String report = best == null ? nothing(scenario) : report(scenario, search, best, limit);
        System.out.println(report);
        Files.createDirectories(options.reports());
        Files.writeString(options.reports().resolve("capacity.md"), report);
        return best == null ? 1 : 0;
    }

    private static Figures hold(int rooms, Performance performance, Scenario scenario)
            throws InterruptedException {
        int more = rooms - performance.crowd().rooms();
        if (more > 0) {
            performance.crowd().addRooms(more);
        } else {
            performance.crowd().removeRooms(-more);
        }
        performance.gather();
        performance.go(SETTLE_SECONDS);
        return performance.measure(scenario.seconds());
    }

    private static String nothing(Scenario scenario) {
        return "Not even the first number of rooms of " + scenario.name() + " held.";
    }

    private String report(Scenario scenario, Search search, Figures best, Verdict limit) {
        int size = scenario.peopleInRoom();
        int rooms = search.held();
        int allowed = Math.max(1, (int) (rooms * (1 - RESERVE)));
        String text =
                line(
                        "# Capacity%n%nMachine: %s.%n%n%s: %d rooms of %d held, %d people.%n",
                        Machine.here().sentence(), scenario.about(), rooms, size, rooms * size);
        if (!Double.isNaN(best.serverCpuSeconds())) {
            text +=
                    line(
                            "The server took %.2f cores then, the generator beside it %.2f: %,.0f µs"
                                    + " a second for each participant.%n",
                            best.serverCores(),
                            best.generatorCores(),
                            best.cpuMicrosPerParticipant());
        }
        if (limit.generatorWasTheLimit()) {
            text += alone(best, size) + limit.sentence() + "\n";
        }
        return text
                + line(
                        "%nWith a fifth in reserve, configure:%n%nFOYER_MAX_ROOMS=%d%n"
                                + "FOYER_MAX_USERS_PER_ROOM=%d%n",
                        allowed, size);
    }

    /** An estimate by CPU for a machine that the server has for itself. */
    private static String alone(Figures best, int size) {
        if (Double.isNaN(best.serverCpuSeconds())) {
            return "";
        }
        double cores = Runtime.getRuntime().availableProcessors() * (1 - RESERVE);
        double people = cores * 1e6 / best.cpuMicrosPerParticipant();
        return line(
                "By its CPU alone the server would hold about %.0f rooms: run the generator on"
                        + " another machine to know.%n",
                people / size);
    }

    @SuppressWarnings("AnnotateFormatMethod") // a library for one annotation
    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
