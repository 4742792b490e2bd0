package foyer.signaling.app;

import foyer.signaling.session.Gate;
import foyer.signaling.session.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** What Prometheus is told. Its labels have few values: the words of the protocol and our own. */
final class Metrics implements Telemetry {
    private static final Duration[] LATENCIES =
            Stream.of(5, 10, 25, 50, 100, 250, 1_000, 2_500)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final Counter wrongSecrets =
            Counter.builder("foyer.wrong.secrets")
                    .description("Invites, host keys and session tokens tried that were wrong")
                    .register(registry);

    @Override
    public void received(String event) {
        Counter.builder("foyer.events.received")
                .description("Events that came from sockets")
                .tag("event", event)
                .register(registry)
                .increment();
    }

    @Override
    public void rejected(String event, String reason) {
        Counter.builder("foyer.events.rejected")
                .description("Events answered with an error, or dropped")
                .tag("event", event)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    @Override
    public void answered(String event, long millis) {
        Timer.builder("foyer.ack")
                .description("From an event to its answer")
                .tag("event", event)
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(Duration.ofMillis(millis));
    }

    @Override
    public void joined(String outcome) {
        Counter.builder("foyer.joins")
                .description("Joins that were answered, by outcome")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    @Override
    public void turnedAway(Gate reason) {
        Counter.builder("foyer.connections.refused")
                .description("Sockets not opened, by reason")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void wrongSecret() {
        wrongSecrets.increment();
    }

    @Override
    public void told(String event) {
        Counter.builder("foyer.notices.sent")
                .description("Events sent to sockets unasked")
                .tag("event", event)
                .register(registry)
                .increment();
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    String scrape() {
        return registry.scrape();
    }
}
