package foyer.signaling.app;

import foyer.sfu.engine.front.FrontDestination;
import foyer.sfu.engine.front.FrontRefusal;
import foyer.sfu.engine.front.FrontReport;
import foyer.signaling.media.MediaEngine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of the port that all share for Prometheus, as they were within the last second. */
final class FrontFigures {
    private final MeterRegistry registry;
    private final MediaEngine engine;

    private FrontFigures(MeterRegistry registry, MediaEngine engine) {
        this.registry = registry;
        this.engine = engine;
    }

    static void register(MeterRegistry registry, MediaEngine engine) {
        FrontFigures figures = new FrontFigures(registry, engine);
        figures.open("undecided", FrontReport::undecided);
        figures.open("https", FrontReport::passedOn);
        for (FrontDestination destination : FrontDestination.values()) {
            figures.count(
                    "foyer.front.accepted",
                    "Connections of the shared port, by where they went",
                    Tags.of("destination", word(destination)),
                    report -> report.accepted().getOrDefault(destination, 0L));
        }
        for (FrontRefusal reason : FrontRefusal.values()) {
            figures.count(
                    "foyer.front.refused",
                    "Connections of the shared port that went nowhere, by reason",
                    Tags.of("reason", word(reason)),
                    report -> report.refused().getOrDefault(reason, 0L));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void open(String destination, ToDoubleFunction<FrontReport> figure) {
        Gauge.builder("foyer.front.connections", () -> figure.applyAsDouble(engine.front()))
                .description("Connections that the shared port has, by where they go")
                .tags(Tags.of("destination", destination))
                .register(registry);
    }

    private void count(
            String name, String description, Tags tags, ToDoubleFunction<FrontReport> figure) {
        FunctionCounter.builder(name, this, ignored -> figure.applyAsDouble(engine.front()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
