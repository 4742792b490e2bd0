package foyer.signaling.app;

import foyer.signaling.http.BuildInfo;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.session.SystemTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        try {
            configuration = ConfigurationReader.read(environment, directory);
        } catch (ConfigurationException unusable) {
            err.println(unusable.getMessage());
            return BAD_CONFIGURATION;
        }
        Logging.start(configuration.logFormat());
        tell(BuildInfo.read());
        try {
            start(configuration);
        } catch (IOException notStarted) {
            err.println(notStarted.getMessage());
            return CANNOT_START;
        }
        out.println("Foyer is ready at http://localhost:" + configuration.port());
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

    private static void start(Configuration configuration) throws IOException {
        SystemTime time = new SystemTime();
        MediaEngine engine = Engine.start(configuration);
        Server server;
        try {
            server = Server.start(configuration, engine, time);
        } catch (IOException taken) {
            engine.close();
            time.close();
            throw new IOException(
                    "Port "
                            + configuration.port()
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
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    checkUp.close();
                                    stop(server, engine, time);
                                },
                                "stop"));
    }

    /** Nobody new comes in, then the sockets go, then media, then time. */
    private static void stop(Server server, MediaEngine engine, SystemTime time) {
        Logger log = LoggerFactory.getLogger(Main.class);
        log.info("Stopping");
        server.close();
        engine.close();
        time.close();
        log.info("Stopped");
    }
}
