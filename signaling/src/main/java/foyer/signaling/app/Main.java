package foyer.signaling.app;

import foyer.signaling.http.BuildInfo;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.session.SystemTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process people run. */
public final class Main {
    private static final int BAD_CONFIGURATION = 2;
    private static final int CANNOT_START = 1;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.getFirst().equals(DoctorCommand.WORD)) {
            Logging.forDoctor();
            System.exit(
                    DoctorCommand.run(
                            words.subList(1, words.size()),
                            System.getenv(),
                            Path.of(""),
                            System.out));
        }
        int failure = run(System.getenv(), Path.of(""), System.out, System.err);
        if (failure != 0) {
            System.exit(failure);
        }
    }

    /** Starts the server; 0 when it runs, otherwise the exit code after one sentence of why. */
    static int run(
            Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {
        Configuration configuration;
        Secrets secrets;
        try {
            configuration = ConfigurationReader.read(environment, directory);
            Logging.start(configuration.logFormat());
            tell(BuildInfo.read());
            secrets = Secrets.open(configuration);
        } catch (ConfigurationException unusable) {
            err.println(unusable.getMessage());
            return BAD_CONFIGURATION;
        }
        try {
            start(configuration, secrets);
        } catch (IOException notStarted) {
            err.println(notStarted.getMessage());
            return CANNOT_START;
        }
        out.println("Foyer is ready at http://localhost:" + configuration.listening().port());
        return 0;
    }

    private static void tell(BuildInfo build) {
        LoggerFactory.getLogger(Main.class)
                .atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("commit", build.commit())
                .addKeyValue("buildTime", build.buildTime())
                .log("Starting");
    }

    private static void start(Configuration configuration, Secrets secrets) throws IOException {
        SystemTime time = new SystemTime();
        MediaEngine engine = Engine.start(configuration, secrets.turn());
        Server server;
        try {
            server = Server.start(configuration, secrets, engine, time);
        } catch (IOException taken) {
            engine.close();
            time.close();
            throw new IOException(
                    "Port "
                            + configuration.listening().port()
                            + " cannot be used ("
                            + taken.getMessage()
                            + "): stop what listens there, or set "
                            + Key.FOYER_PORT
                            + " to another port.",
                    taken);
        }
        CheckUp checkUp =
                CheckUp.begin(
                        () -> DoctorCommand.doctor(configuration),
                        engine.routers(),
                        time,
                        Thread::startVirtualThread);
        long drainMillis = TimeUnit.SECONDS.toMillis(configuration.drainSeconds());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    checkUp.close();
                                    stop(server, engine, time, drainMillis);
                                },
                                "stop"));
    }

    /** No new meetings, then nobody new comes in, then the sockets go, then media, then time. */
    private static void stop(Server server, MediaEngine engine, SystemTime time, long drainMillis) {
        Logger log = LoggerFactory.getLogger(Main.class);
        if (drainMillis > 0) {
            log.atInfo().addKeyValue("seconds", drainMillis / 1_000).log("Draining");
            Draining draining = server.drain(drainMillis);
            LaterSignals.hear(draining::hurry);
            Draining.End end = draining.end().toCompletableFuture().join();
            log.atInfo().addKeyValue("end", end).log("Drained");
        }
        log.info("Stopping");
        server.close();
        engine.close();
        time.close();
        log.info("Stopped");
    }
}
