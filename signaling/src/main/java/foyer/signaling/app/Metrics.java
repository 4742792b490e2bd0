package foyer.signaling.app;

import foyer.signaling.session.Counters;
import foyer.signaling.session.Meetings;
import foyer.signaling.session.Reception;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;

/** What Prometheus is told. */
final class Metrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Metrics(Meetings meetings, Reception reception) {
        Gauge.builder("foyer.rooms", meetings, Meetings::rooms)
                .description("Rooms right now")
                .register(registry);
        Gauge.builder("foyer.participants", meetings, Meetings::participants)
                .description("Participants right now, those included that may come back")
                .register(registry);
        Gauge.builder("foyer.sockets", reception, Reception::sockets)
                .description("Connected sockets right now")
                .register(registry);
        count("foyer.events.received", reception, Counters::receivedEvents);
        count("foyer.events.rate.limited", reception, Counters::rateLimitedEvents);
        count("foyer.events.malformed", reception, Counters::malformedEvents);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    private void count(String name, Reception reception, ToDoubleFunction<Counters> count) {
        FunctionCounter.builder(name, reception.counters(), count).register(registry);
    }

    String scrape() {
        return registry.scrape();
    }
}
