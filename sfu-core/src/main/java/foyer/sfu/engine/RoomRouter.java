package foyer.sfu.engine;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.router.PipeSource;
import foyer.sfu.router.RouterStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room's router as its user holds it: one router on the room's loop, and further ones on others
 * when that has no room left. A transport stays where it is made, with its producers and consumers.
 */
final class RoomRouter implements RouterHandle {
    private static final Logger LOG = LoggerFactory.getLogger(RoomRouter.class);

    private final RouterMaker maker;
    private final Spread spread;
    private final EngineClock clock;
    private final String id;
    private final Consumer<RouterEvent> listener;
    private final Whereabouts where;
    private final RouterMailbox home;

    /** By their loops, the first one first. */
    private final Map<Integer, RouterMailbox> parts = new LinkedHashMap<>();

    private boolean closed;

    RoomRouter(
            RouterMaker maker,
            Spread spread,
            EngineClock clock,
            int loop,
            Consumer<RouterEvent> listener) {
        this.maker = maker;
        this.spread = spread;
        this.clock = clock;
        this.id = maker.newId();
        this.listener = listener;
        this.where = new Whereabouts(spread);
        this.home = maker.open(id, loop, loop, List.of(), where, listener);
        parts.put(loop, home);
    }

    /** Done when the first router is on its loop. */
    CompletionStage<RouterHandle> ready() {
        return home.ready().thenApply(ignored -> this);
    }

    /** Where the next transport goes. */
    private synchronized RouterMailbox place() {
        if (closed) {
            return home;
        }
        int transports = where.transports();
        where.transportAsked();
        int loop = spread.place(parts.keySet(), transports, where.producers(), clock.nowNanos());
        RouterMailbox part = parts.get(loop);
        if (part != null) {
            return part;
        }
        try {
            RouterMailbox opened =
                    maker.open(id, loop, home.loop(), parts.values(), where, listener);
            parts.put(loop, opened);
            LOG.info("room split router={} loop={} loops={}", id, loop, parts.size());
            return opened;
        } catch (RejectedExecutionException e) {
            // The server is closing: the first router says so.
            LOG.trace("loop gone loop={}", loop, e);
            return home;
        }
    }

    private RouterMailbox ofTransport(String transportId) {
        return orHome(where.ofTransport(transportId));
    }

    private RouterMailbox ofProducer(String producerId) {
        Whereabouts.Made made = where.producer(producerId);
        return made == null ? home : made.router();
    }

    private RouterMailbox ofConsumer(String consumerId) {
        return orHome(where.ofConsumer(consumerId));
    }

    /** What is nobody's the first router refuses. */
    private RouterMailbox orHome(@Nullable RouterMailbox part) {
        return part == null ? home : part;
    }

    private synchronized List<RouterMailbox> parts() {
        return List.copyOf(parts.values());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public RtpCapabilities rtpCapabilities() {
        return maker.capabilities();
    }

    @Override
    public CompletionStage<TransportOptions> createWebRtcTransport(WebRtcTransportOptions ways) {
        return place().createWebRtcTransport(ways);
    }

    @Override
    public CompletionStage<Void> connectTransport(String transportId, DtlsParameters parameters) {
        return ofTransport(transportId).connectTransport(transportId, parameters);
    }

    @Override
    public CompletionStage<IceParameters> restartIce(String transportId) {
        return ofTransport(transportId).restartIce(transportId);
    }

    @Override
    public CompletionStage<Void> closeTransport(String transportId) {
        return ofTransport(transportId).closeTransport(transportId);
    }

    @Override
    public CompletionStage<ProducerDescription> produce(
            String transportId, ProducerOptions options) {
        return ofTransport(transportId).produce(transportId, options);
    }

    @Override
    public CompletionStage<Void> pauseProducer(String producerId) {
        return ofProducer(producerId).pauseProducer(producerId);
    }

    @Override
    public CompletionStage<Void> resumeProducer(String producerId) {
        return ofProducer(producerId).resumeProducer(producerId);
    }

    @Override
    public CompletionStage<Void> closeProducer(String producerId) {
        return ofProducer(producerId).closeProducer(producerId);
    }

    @Override
    public CompletionStage<ConsumerDescription> consume(
            String transportId, ConsumerOptions options) {
        RouterMailbox part = ofTransport(transportId);
        Whereabouts.Made made = where.producer(options.producerId());
        PipeSource elsewhere =
                made == null || made.router() == part
                        ? null
                        : new PipeSource(made.router().loop(), made.options());
        return part.consume(transportId, options, elsewhere);
    }

    @Override
    public CompletionStage<Void> pauseConsumer(String consumerId) {
        return ofConsumer(consumerId).pauseConsumer(consumerId);
    }

    @Override
    public CompletionStage<Void> resumeConsumer(String consumerId) {
        return ofConsumer(consumerId).resumeConsumer(consumerId);
    }

    @Override
    public CompletionStage<Void> closeConsumer(String consumerId) {
        return ofConsumer(consumerId).closeConsumer(consumerId);
    }

    @Override
    public CompletionStage<Void> setPreferredLayers(String consumerId, LayerPreference preference) {
        return ofConsumer(consumerId).setPreferredLayers(consumerId, preference);
    }

    @Override
    public CompletionStage<Void> setPriority(String consumerId, int priority) {
        return ofConsumer(consumerId).setPriority(consumerId, priority);
    }

    @Override
    public CompletionStage<Void> requestKeyFrame(String consumerId) {
        return ofConsumer(consumerId).requestKeyFrame(consumerId);
    }

    @Override
    public CompletionStage<RouterStats> stats() {
        CompletionStage<List<RouterStats>> all =
                CompletableFuture.completedFuture(new ArrayList<>());
        for (RouterMailbox part : parts()) {
            all =
                    all.thenCombine(
                            part.stats(),
                            (list, one) -> {
                                list.add(one);
                                return list;
                            });
        }
        return all.thenApply(RouterStats::join);
    }

    @Override
    public CompletionStage<byte[]> recording() {
        return home.recording();
    }

    @Override
    public CompletionStage<Void> close() {
        synchronized (this) {
            closed = true;
        }
        return CompletableFuture.allOf(
                parts().stream()
                        .map(part -> part.close().toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }
}
