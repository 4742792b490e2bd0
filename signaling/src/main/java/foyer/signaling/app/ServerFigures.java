package foyer.signaling.app;

import foyer.signaling.http.BuildInfo;
import foyer.signaling.session.Meetings;
import foyer.signaling.session.Reception;
import foyer.signaling.socketio.SocketIoServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.Supplier;

/** What there is right now, for Prometheus: rooms, people, sockets, the JVM. */
final class ServerFigures implements AutoCloseable {
    private final MeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    ServerFigures(MeterRegistry registry) {
        this.registry = registry;
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    void register(
            Meetings meetings, Reception reception, SocketIoServer sockets, Readiness readiness) {
        gauge("foyer.rooms", "Rooms right now", meetings::rooms);
        gauge(
                "foyer.participants",
                "Participants right now, those included that may come back",
                meetings::participants);
        gauge(
                "foyer.waiting.guests",
                "Guests before the doors right now, those included that may come back",
                meetings::waiting);
        gauge("foyer.sockets", "Connected sockets right now", reception::sockets);
        gauge(
                "foyer.ready",
                "1 while the server is ready, 0 while it should be sent nobody",
                () -> readiness.hindrances().isEmpty() ? 1 : 0);
        for (String transport : sockets.socketsByTransport().keySet()) {
            Gauge.builder(
                            "foyer.sockets.by.transport",
                            () -> sockets.socketsByTransport().get(transport))
                    .description("Connected sockets right now, by transport")
                    .tag("transport", transport)
                    .register(registry);
        }
    }

    void register(LoopLoads loads, int loops) {
        for (int index = 0; index < loops; index++) {
            int loop = index;
            loopGauge(
                    "foyer.loop.busy.share",
                    "The median busy share of the last nine seconds, 1 is all of a core",
                    loop,
                    () -> loads.share(loop));
            loopGauge(
                    "foyer.loop.busy",
                    "1 while nobody new comes to the loop's rooms, otherwise 0",
                    loop,
                    () -> loads.isBusy(loop) ? 1 : 0);
        }
    }

    private void loopGauge(String name, String description, int loop, Supplier<Number> figure) {
        Gauge.builder(name, figure)
                .description(description)
                .tag("loop", Integer.toString(loop))
                .register(registry);
    }

    void register(BuildInfo build) {
        Gauge.builder("foyer.build.info", () -> 1)
                .description("What this process was built from")
                .tag("version", build.version())
                .tag("commit", build.commit())
                .tag("build_time", build.buildTime())
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(description).register(registry);
    }

    @Override
    public void close() {
        collections.close();
    }
}
