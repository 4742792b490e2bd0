package foyer.signaling.app;

import foyer.sfu.engine.LoopStats;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.TcpRefusal;
import foyer.sfu.engine.TcpStats;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The engine's figures for Prometheus, as they were within the last second. */
final class EngineFigures {
    private final MeterRegistry registry;
    private final EngineWatch engine;

    private EngineFigures(MeterRegistry registry, EngineWatch engine) {
        this.registry = registry;
        this.engine = engine;
    }

    static void register(MeterRegistry registry, EngineWatch engine, int loops) {
        EngineFigures figures = new EngineFigures(registry, engine);
        figures.drops();
        figures.traffic();
        figures.refusals();
        for (int i = 0; i < loops; i++) {
            figures.loop(i);
        }
    }

    private void drops() {
        for (DropReason reason : DropReason.values()) {
            count(
                    "foyer.media.drops",
                    "Datagrams and messages that went no further, by reason",
                    Tags.of("reason", word(reason)),
                    stats -> stats.drops().getOrDefault(reason, 0L));
        }
    }

    private void traffic() {
        for (Traffic.Direction direction : Traffic.Direction.values()) {
            Tags way = Tags.of("direction", word(direction));
            for (Traffic.Kind kind : Traffic.Kind.values()) {
                Tags tags = way.and("kind", word(kind));
                count(
                        "foyer.media.packets",
                        "RTP and RTCP packets after decryption or before encryption",
                        tags,
                        stats -> stats.traffic().packets(direction, kind));
                count(
                        "foyer.media.bytes",
                        "Their bytes, headers included",
                        tags,
                        stats -> stats.traffic().bytes(direction, kind));
            }
            count(
                    "foyer.media.packets.lost",
                    "Media packets lost on the way to the server (in), before repair, or to"
                            + " receivers (out), as they report",
                    way,
                    stats -> stats.traffic().lost(direction));
            count(
                    "foyer.media.packets.nacked",
                    "Packets asked for again, by receivers (in) or by the server (out)",
                    way,
                    stats -> stats.traffic().nacked(direction));
            count(
                    "foyer.media.key.frame.requests",
                    "PLI and FIR, of receivers (in) or of the server (out)",
                    way,
                    stats -> stats.traffic().keyFrameRequests(direction));
        }
    }

    private void refusals() {
        for (TcpRefusal reason : TcpRefusal.values()) {
            count(
                    "foyer.tcp.connections.refused",
                    "TCP connections closed before a valid check came, by reason",
                    Tags.of("reason", word(reason)),
                    stats ->
                            stats.loops().stream()
                                    .mapToLong(
                                            loop -> loop.tcp().refused().getOrDefault(reason, 0L))
                                    .sum());
        }
    }

    private void loop(int index) {
        Tags loop = Tags.of("loop", Integer.toString(index));
        gauge("foyer.loop.routers", "Rooms on a loop", loop, index, LoopStats::routers);
        gauge("foyer.loop.transports", "Transports on a loop", loop, index, LoopStats::transports);
        gauge("foyer.loop.producers", "Producers on a loop", loop, index, LoopStats::producers);
        gauge("foyer.loop.consumers", "Consumers on a loop", loop, index, LoopStats::consumers);
        gauge(
                "foyer.loop.lag.seconds",
                "How long a message to the loop waited for its turn",
                loop,
                index,
                stats -> seconds(stats.lagNanos()));
        gauge(
                "foyer.loop.downlinks",
                "Transports whose downlink is estimated",
                loop,
                index,
                stats -> stats.downlinks().estimated());
        gauge(
                "foyer.loop.downlink.bits.per.second",
                "Their estimates together",
                loop,
                index,
                stats -> stats.downlinks().sumBps());
        gauge(
                "foyer.loop.downlink.least.bits.per.second",
                "The lowest of their estimates",
                loop,
                index,
                stats -> stats.downlinks().leastBps());
        gauge(
                "foyer.loop.videos.paused",
                "Videos that are not sent, as not even their lowest layer fits",
                loop,
                index,
                stats -> stats.downlinks().pausedVideos());
        count(
                "foyer.loop.cpu.seconds",
                "CPU time of the loop's thread: its rate is the loop's busy share",
                loop,
                stats -> of(stats, index, one -> seconds(one.cpuNanos())));
        count(
                "foyer.loop.datagrams.handed.over",
                "Datagrams that came to a loop and belonged to another",
                loop,
                stats -> of(stats, index, LoopStats::handedOver));
        gauge(
                "foyer.loop.pipes",
                "Producers of other loops that are consumed on a loop",
                loop,
                index,
                stats -> stats.pipes().open());
        count(
                "foyer.loop.piped.packets",
                "Packets that went from a loop to another, once for each loop they went to",
                loop,
                stats -> of(stats, index, one -> one.pipes().packets()));
        count(
                "foyer.loop.piped.bytes",
                "Their bytes",
                loop,
                stats -> of(stats, index, one -> one.pipes().bytes()));
        tcp(loop, index);
        datagrams(loop.and("direction", "in"), index, LoopStats::datagramsIn, LoopStats::bytesIn);
        datagrams(
                loop.and("direction", "out"), index, LoopStats::datagramsOut, LoopStats::bytesOut);
        segmented(loop, index);
    }

    private void segmented(Tags loop, int index) {
        count(
                "foyer.loop.segmented.sends",
                "Pieces of several datagrams that left, to be cut by the kernel or the network card",
                loop,
                stats -> of(stats, index, one -> one.segmented().sends()));
        count(
                "foyer.loop.segmented.datagrams",
                "Datagrams that left in such pieces",
                loop,
                stats -> of(stats, index, one -> one.segmented().datagrams()));
        count(
                "foyer.loop.segmented.refused",
                "Such pieces that were refused; their datagrams were sent one by one",
                loop,
                stats -> of(stats, index, one -> one.segmented().refused()));
    }

    private void tcp(Tags loop, int index) {
        gauge(
                "foyer.loop.tcp.connections",
                "Open TCP connections",
                loop,
                index,
                stats -> stats.tcp().connections());
        gauge(
                "foyer.loop.tcp.strangers",
                "Those among them from which no valid check has come",
                loop,
                index,
                stats -> stats.tcp().strangers());
        count(
                "foyer.loop.tcp.accepted",
                "TCP connections that had a valid check",
                loop,
                stats -> of(stats, index, one -> one.tcp().accepted()));
        frames(loop.and("direction", "in"), index, TcpStats::framesIn, TcpStats::bytesIn);
        frames(loop.and("direction", "out"), index, TcpStats::framesOut, TcpStats::bytesOut);
    }

    private void frames(
            Tags tags,
            int index,
            ToDoubleFunction<TcpStats> packets,
            ToDoubleFunction<TcpStats> bytes) {
        count(
                "foyer.loop.tcp.packets",
                "Packets of every kind over TCP",
                tags,
                stats -> of(stats, index, one -> packets.applyAsDouble(one.tcp())));
        count(
                "foyer.loop.tcp.packet.bytes",
                "Their bytes, without framing",
                tags,
                stats -> of(stats, index, one -> bytes.applyAsDouble(one.tcp())));
    }

    private void datagrams(
            Tags tags,
            int index,
            ToDoubleFunction<LoopStats> packets,
            ToDoubleFunction<LoopStats> bytes) {
        count(
                "foyer.loop.datagrams",
                "UDP datagrams of every kind",
                tags,
                stats -> of(stats, index, packets));
        count(
                "foyer.loop.datagram.bytes",
                "Their bytes, without UDP and IP headers",
                tags,
                stats -> of(stats, index, bytes));
    }

    private static double of(MediaServerStats stats, int loop, ToDoubleFunction<LoopStats> figure) {
        return loop < stats.loops().size() ? figure.applyAsDouble(stats.loops().get(loop)) : 0;
    }

    private static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private double figure(ToDoubleFunction<MediaServerStats> figure) {
        MediaServerStats stats = engine.latest();
        return stats == null ? 0 : figure.applyAsDouble(stats);
    }

    private void gauge(
            String name,
            String description,
            Tags tags,
            int loop,
            ToDoubleFunction<LoopStats> figure) {
        Gauge.builder(name, () -> figure(stats -> of(stats, loop, figure)))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void count(
            String name, String description, Tags tags, ToDoubleFunction<MediaServerStats> figure) {
        // The registry holds the object weakly, and the function, which has it too, strongly.
        FunctionCounter.builder(name, this, ignored -> figure(figure))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
