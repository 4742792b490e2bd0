package foyer.signaling.app;

import foyer.sfu.wire.DropReason;
import foyer.signaling.media.MediaEngine;
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
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What Prometheus is told. */
final class Metrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final MediaEngine engine;

    Metrics(Meetings meetings, Reception reception, MediaEngine engine) {
        this.engine = engine;
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
        for (DropReason reason : DropReason.values()) {
            FunctionCounter.builder("foyer.media.drops", this, metrics -> metrics.dropped(reason))
                    .description("Datagrams and messages that went no further, by reason")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    private void count(String name, Reception reception, ToDoubleFunction<Counters> count) {
        FunctionCounter.builder(name, reception.counters(), count).register(registry);
    }

    /** The registry holds what it asks weakly: the engine is held here. */
    private double dropped(DropReason reason) {
        return engine.drops().getOrDefault(reason, 0L);
    }

    String scrape() {
        return registry.scrape();
    }
}
