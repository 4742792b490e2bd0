package foyer.load.app;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.load.crowd.Venue;
import foyer.load.measure.Count;
import foyer.load.measure.Figures;
import foyer.load.measure.Report;
import foyer.load.measure.Verdict;
import foyer.load.scenario.AudioShape;
import foyer.load.scenario.Group;
import foyer.load.scenario.Scenario;
import foyer.load.scenario.VideoShape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three people against a real server in a process of its own, for two seconds. */
class SmokeTest {
    private static final Group THREE =
            new Group(
                    3,
                    Set.of(Group.Kind.AUDIO, Group.Kind.VIDEO),
                    true,
                    1,
                    Group.ANY_LAYER,
                    Group.Feedback.TRANSPORT_CC);
    private static final Scenario MEETING =
            new Scenario(
                    "smoke",
                    "Three people",
                    1,
                    List.of(THREE),
                    100,
                    1,
                    2,
                    new VideoShape(List.of(100, 300), 30, 3),
                    new AudioShape(32, AudioShape.Silence.PACKETS),
                    null);

    @TempDir Path folder = Path.of("");

    private List<String> serverCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "foyer.signaling.app.Main");
    }

    @Test
    @Timeout(60)
    void threePeopleMeetAndReceiveEachOther() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        LiveTable table = new LiveTable(new PrintStream(shown, true, StandardCharsets.UTF_8), true);
        try (ServerProcess server = ServerProcess.start(serverCommand(), MEETING, folder);
                Venue venue = new Venue(new Venue.Settings(server.url(), 1, 1, true))) {
            Figures figures = Played.play(MEETING, server, venue, table);

            assertThat(venue.tally().failures()).isEmpty();
            assertThat(figures.attendance().inside()).isEqualTo(3);
            // Two others, each with audio and video, for each of three.
            assertThat(figures.attendance().streams()).isEqualTo(12);
            assertThat(figures.count(Count.UNREADABLE)).isZero();
            // Audio alone is 50 packets a second for each of six pairs.
            assertThat(figures.perSecond(Count.PACKETS_IN)).isGreaterThan(300);
            assertThat(figures.times().latencies().getTotalCount()).isPositive();
            assertThat(figures.times().joins().getTotalCount()).isEqualTo(3);
            assertThat(figures.serverCpuSeconds()).isPositive();
            assertThat(Report.of(MEETING, figures, Verdict.of(figures, 1), Map.of()))
                    .contains("| joined | 3 of 3 |");
        }
    }
}
