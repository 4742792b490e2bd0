package foyer.signaling.app;

import foyer.sfu.api.MediaServerConfig;
import foyer.signaling.doctor.Doctor;
import foyer.signaling.doctor.Finding;
import foyer.signaling.doctor.FrontSetup;
import foyer.signaling.doctor.Report;
import foyer.signaling.doctor.Setup;
import foyer.signaling.doctor.Site;
import foyer.signaling.doctor.TurnSetup;
import foyer.signaling.http.BuildInfo;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code doctor [--json]}: what is wrong with how the server is set up, and what to do. */
final class DoctorCommand {
    static final String WORD = "doctor";

    private static final String JSON = "--json";
    private static final int FOUND_PROBLEMS = 1;
    private static final int BAD_WORDS = 2;

    private DoctorCommand() {}

    /**
     * Looks, and prints what it found.
     *
     * @param words what follows {@link #WORD}
     * @return 0 without problems, 1 with some, 2 for words it does not know
     */
    static int run(
            List<String> words, Map<String, String> environment, Path directory, PrintStream out) {
        if (!words.isEmpty() && !words.equals(List.of(JSON))) {
            out.println(WORD + " takes nothing, or " + JSON + ".");
            return BAD_WORDS;
        }
        Report report = new Report(findings(environment, directory));
        out.print(words.isEmpty() ? report.text(ink(environment)) : report.json() + "\n");
        out.flush();
        return report.hasProblems() ? FOUND_PROBLEMS : 0;
    }

    private static List<Finding> findings(Map<String, String> environment, Path directory) {
        Configuration configuration;
        try {
            configuration = ConfigurationReader.read(environment, directory);
            Secrets.examine(configuration);
        } catch (ConfigurationException unusable) {
            return List.of(
                    Finding.problem(
                            "configuration",
                            String.valueOf(unusable.getMessage()),
                            "Correct it, as the server does not start with it; all else was not"
                                    + " looked at."));
        }
        return doctor(configuration).everything(() -> Engine.start(configuration));
    }

    static Doctor doctor(Configuration configuration) {
        MediaServerConfig media =
                configuration
                        .rtc()
                        .config(
                                configuration.loops(),
                                configuration.announcedAddresses(),
                                configuration.listening().media(),
                                configuration.capacity().consumersPerLoop());
        return Doctor.here(
                new Setup(
                        configuration.listening().port(),
                        media,
                        people(configuration.capacity()),
                        Site.of(configuration.clientOrigin()),
                        configuration.clientDirectory(),
                        turn(configuration.rtc().turn()),
                        front(configuration.rtc().front())),
                BuildInfo.read().buildTime());
    }

    /** As many as may be there at once, by either limit. */
    private static long people(Capacity capacity) {
        return Math.min(capacity.users(), (long) capacity.rooms() * capacity.usersPerRoom());
    }

    private static TurnSetup turn(TurnWays ways) {
        TurnWays.OwnServer server = ways.server();
        if (server == null) {
            return new TurnSetup(null, ways.urls());
        }
        TurnWays.Tls tls = server.tls();
        Path certificate = tls == null ? null : tls.certificate();
        return new TurnSetup(
                new TurnSetup.Server(server.port(), server.host(), certificate), ways.urls());
    }

    private static @Nullable FrontSetup front(@Nullable FrontWays ways) {
        return ways == null
                ? null
                : new FrontSetup(ways.port(), ways.httpsHost(), ways.httpsPort());
    }

    /** Colours are for people, who may say that they want none (no-color.org). */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives none where there is no terminal
    private static Report.Ink ink(Map<String, String> environment) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        Console console = System.console();
        return plain || console == null || !console.isTerminal()
                ? Report.Ink.PLAIN
                : Report.Ink.COLOURED;
    }
}
