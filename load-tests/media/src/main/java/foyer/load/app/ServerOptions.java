package foyer.load.app;

import foyer.load.crowd.Venue;
import foyer.load.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which server is played against, and with how much effort; the same for all commands. */
final class ServerOptions {
    private static final int SOME = 10;

    @Option(
            names = "--url",
            description = "The server's address (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:3000")
    private URI url = URI.create("http://127.0.0.1:3000");

    @Option(
            names = "--server-pid",
            description = "The server's process, when it runs on this machine.")
    private long serverPid;

    @Option(
            names = "--threads",
            description = "Event loops of the generator (default: half of the cores, at least 1).")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    @Option(
            names = "--verify",
            description = {
                "all: every viewer decrypts and checks every packet;",
                "sample: one in ten does, others count by headers (default)."
            })
    private Verify verify = Verify.SAMPLE;

    @Option(
            names = "--no-own-addresses",
            description = "Do not claim a client address for each person (X-Forwarded-For).")
    private boolean sharedAddress;

    @Option(
            names = "--reports",
            description = "Where reports and the server's log go (default: ${DEFAULT-VALUE}).",
            defaultValue = "load-tests/reports")
    private Path reports = Path.of("load-tests/reports");

    @Parameters(
            arity = "0..*",
            description = "After --: a command that starts a server; then --url is not used.")
    private List<String> serverCommand = List.of();

    enum Verify {
        ALL,
        SAMPLE
    }

    Path reports() {
        return reports;
    }

    int threads() {
        return threads;
    }

    /** A server for a scenario: a fresh one, or the one that runs. */
    ServerProcess server(Scenario scenario) throws IOException, InterruptedException {
        return serverCommand.isEmpty()
                ? ServerProcess.running(url, serverPid)
                : ServerProcess.start(serverCommand, scenario, reports);
    }

    Venue venue(ServerProcess server) {
        return new Venue(
                new Venue.Settings(
                        server.url(), threads, verify == Verify.ALL ? 1 : SOME, !sharedAddress));
    }
}
