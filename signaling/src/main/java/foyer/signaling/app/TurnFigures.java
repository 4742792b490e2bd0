package foyer.signaling.app;

import foyer.sfu.engine.turn.TurnReport;
import foyer.sfu.turn.TurnRefusal;
import foyer.signaling.media.MediaEngine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The TURN server's figures for Prometheus, as they were within the last second. */
final class TurnFigures {
    private final MeterRegistry registry;
    private final MediaEngine engine;

    private TurnFigures(MeterRegistry registry, MediaEngine engine) {
        this.registry = registry;
        this.engine = engine;
    }

    static void register(MeterRegistry registry, MediaEngine engine) {
        TurnFigures figures = new TurnFigures(registry, engine);
        figures.clients();
        figures.relayed();
    }

    private void clients() {
        gauge(
                "foyer.turn.allocations",
                "Allocations of the TURN server",
                report -> report.server().allocations());
        gauge(
                "foyer.turn.connections",
                "TCP and TLS connections of the TURN server",
                TurnReport::connections);
        count(
                "foyer.turn.allocations.made",
                "Allocations so far",
                Tags.empty(),
                report -> report.server().allocationsMade());
        count(
                "foyer.turn.connections.refused",
                "Connections closed at once, as there were too many",
                Tags.empty(),
                TurnReport::connectionsRefused);
        for (TurnRefusal reason : TurnRefusal.values()) {
            count(
                    "foyer.turn.refused",
                    "Packets that the TURN server did not do what they asked for, by reason",
                    Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)),
                    report -> report.server().refused().getOrDefault(reason, 0L));
        }
    }

    private void relayed() {
        relayed(
                "in",
                report -> report.server().packetsToPeers(),
                report -> report.server().bytesToPeers());
        relayed(
                "out",
                report -> report.server().packetsToClients(),
                report -> report.server().bytesToClients());
        count(
                "foyer.turn.unwritable",
                "Packets dropped as a client or a socket took no more",
                Tags.empty(),
                TurnReport::unwritable);
    }

    private void relayed(
            String direction,
            ToDoubleFunction<TurnReport> packets,
            ToDoubleFunction<TurnReport> bytes) {
        Tags way = Tags.of("direction", direction);
        count("foyer.turn.relayed.packets", "Packets relayed from or to clients", way, packets);
        count("foyer.turn.relayed.bytes", "Their bytes, without TURN's own", way, bytes);
    }

    private void gauge(String name, String description, ToDoubleFunction<TurnReport> figure) {
        Gauge.builder(name, () -> figure.applyAsDouble(engine.turn()))
                .description(description)
                .register(registry);
    }

    private void count(
            String name, String description, Tags tags, ToDoubleFunction<TurnReport> figure) {
        FunctionCounter.builder(name, this, ignored -> figure.applyAsDouble(engine.turn()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
