package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foyer.signaling.session.Gate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in {@code deploy/} speaks of figures and keys that this server has. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FIGURE =
            Pattern.compile("\\b(?:foyer|jvm|process|system)_[a-z0-9_]+\\b");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^[a-z][a-z0-9_]*");
    private static final Pattern KEY = Pattern.compile("\\bFOYER_[A-Z_]+\\b");

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a running server, and of the counters that begin with the first event. */
    private static String figures() throws Exception {
        Metrics counters = new Metrics();
        counters.received("join-room");
        counters.rejected("join-room", "malformed");
        counters.answered("join-room", 5);
        counters.joined("first");
        counters.turnedAway(Gate.TOO_FAST);
        counters.told("user-joined");
        try (TestServer server = new TestServer("*");
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest metrics =
                    HttpRequest.newBuilder(URI.create(server.url() + "/metrics")).build();
            // The figures of collections begin with the first one.
            System.gc();
            String scraped =
                    await().until(
                                    () ->
                                            http.send(metrics, HttpResponse.BodyHandlers.ofString())
                                                    .body(),
                                    body -> body.contains("jvm_gc_pause_seconds_sum"));
            return counters.scrape() + scraped;
        }
    }

    @Test
    void asksOnlyForFiguresThatThereAre() throws Exception {
        String figures = figures();
        Set<String> there = all(SAMPLE, figures);
        for (String file :
                new String[] {
                    "deploy/monitoring/alerts.yml", "deploy/monitoring/grafana-dashboard.json"
                }) {
            Set<String> asked = all(FIGURE, text(file));
            assertThat(asked).as(file).hasSizeGreaterThan(10);
            assertThat(there).as(file).containsAll(asked);
        }
        assertThat(figures).contains("foyer_media_drops_total{reason=\"overload\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/Dockerfile",
                "deploy/foyer.service",
                "deploy/image/app.sh",
                "deploy/aot/train.sh",
                "deploy/helm/foyer/templates/deployment.yaml",
                "deploy/helm/foyer/values.yaml"
            })
    void givesTheServerOnlyKeysThatThereAre(String file) throws IOException {
        assertThat(keys()).containsAll(all(KEY, text(file)));
    }

    @Test
    void composeGivesTheServerOnlyKeysThatThereAre() throws IOException {
        String compose = text("docker-compose.yml");
        String server =
                compose.substring(compose.indexOf("\n  server:"), compose.indexOf("\n  caddy:"));
        Set<String> given = all(Pattern.compile("(?m)^ {6}FOYER_[A-Z_]+(?=:)"), server);
        assertThat(given).hasSizeGreaterThan(2);
        assertThat(keys())
                .containsAll(given.stream().map(String::strip).collect(Collectors.toSet()));
    }

    /** A stop takes some seconds after the meetings have ended. */
    @Test
    void givesAStopFifteenSecondsMoreThanItDrains() throws IOException {
        int drain = Integer.parseInt(Key.FOYER_DRAIN_SECONDS.defaultValue());
        String most = String.valueOf(drain + 15);
        assertThat(text("docker-compose.yml"))
                .contains("FOYER_DRAIN_SECONDS: ${FOYER_DRAIN_SECONDS:-" + drain + "}")
                .contains("stop_grace_period: ${FOYER_STOP_GRACE_PERIOD:-" + most + "s}");
        assertThat(text("deploy/foyer.service")).contains("\nTimeoutStopSec=" + most + "\n");
        assertThat(text("deploy/helm/foyer/values.yaml")).contains("\ndrainSeconds: " + drain);
        assertThat(text("deploy/helm/foyer/templates/deployment.yaml"))
                .contains("terminationGracePeriodSeconds: {{ add .Values.drainSeconds 15 }}")
                .contains("value: {{ .Values.drainSeconds | quote }}");
    }

    private static Set<String> keys() {
        return Arrays.stream(Key.values())
                .map(Key::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
