package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import foyer.signaling.doctor.Doctor;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.session.VirtualTime;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The doctor's visit after the start, with a real engine. */
class CheckUpTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Doctor.class);

    @TempDir private Path directory = Path.of("");

    private final VirtualTime time = new VirtualTime();
    private final List<String> said = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    said.add(event.getLevel() + " " + event.getFormattedMessage());
                }
            };

    @BeforeEach
    void listen() {
        appender.start();
        LOG.setLevel(Level.INFO);
        LOG.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(appender);
        LOG.setLevel(null);
    }

    /** A port that was free a moment ago. */
    private static int port() throws IOException {
        try (ServerSocket once = new ServerSocket(0)) {
            return once.getLocalPort();
        }
    }

    private Configuration configuration() throws IOException {
        return ConfigurationReader.read(
                Map.of(
                        "FOYER_CLIENT_DIR",
                        directory.toString(),
                        "FOYER_LOOPS",
                        "1",
                        "FOYER_RTC_PORT",
                        "" + port(),
                        "FOYER_ANNOUNCED_ADDRESS",
                        "127.0.0.1",
                        "FOYER_CLIENT_ORIGIN",
                        "https://127.0.0.1:" + port()),
                directory);
    }

    @Test
    void tellsTheLogWhatIsNotAsItShouldBe() throws Exception {
        Configuration configuration = configuration();
        try (MediaEngine engine = Engine.start(configuration);
                CheckUp checkUp =
                        CheckUp.begin(
                                () -> DoctorCommand.doctor(configuration),
                                engine.routers(),
                                time,
                                Runnable::run)) {
            assertThat(checkUp).isNotNull();
            assertThat(said).as("while the server starts").isEmpty();
            time.pass(3_000);
            assertThat(said)
                    .anyMatch(line ->
                            line.startsWith(Level.ERROR + " There is no page in")
                                    && line.contains("Build the client"))
                    .contains(
                            Level.INFO
                                    + " Only browsers on this machine reach 127.0.0.1. Set"
                                    + " FOYER_ANNOUNCED_ADDRESS to an address that others reach,"
                                    + " if others shall.")
                    .noneMatch(line -> line.contains("https://127.0.0.1"));
            time.pass(57_000);
            assertThat(said)
                    .anyMatch(line ->
                            line.startsWith(Level.ERROR + " https://127.0.0.1")
                                    && line.contains("does not answer"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void saysNothingWhileTheServerStops() throws Exception {
        Configuration configuration = configuration();
        try (MediaEngine engine = Engine.start(configuration)) {
            CheckUp checkUp =
                    CheckUp.begin(
                            () -> DoctorCommand.doctor(configuration),
                            engine.routers(),
                            time,
                            Runnable::run);
            time.pass(3_000);
            assertThat(said).isNotEmpty();
            checkUp.close();
            said.clear();
            time.pass(60_000);
            assertThat(said).isEmpty();
        }
    }
}
