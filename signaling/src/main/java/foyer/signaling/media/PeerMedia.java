package foyer.signaling.media;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.engine.RouterHandle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one participant has on the router, from its join until it leaves or joins again. The
 * protocol names a consumer by its producer; the engine's own ids stay in here.
 */
public final class PeerMedia {
    /** Transports one way. A client that makes more loses the oldest that carries nothing. */
    static final int MAX_TRANSPORTS = 8;

    static final int MAX_PRODUCERS = 16;

    private static final int FIRST = 2;

    private final RoomMedia media;
    private final Map<String, Direction> transports = new LinkedHashMap<>();

    /** The transport of each producer. */
    private final Map<String, String> producers = new HashMap<>();

    /** By producer. */
    private final Map<String, Consumption> consumers = new HashMap<>();

    private boolean open = true;

    private static final class Consumption {
        private final String consumerId;
        private final String transportId;
        private boolean paused;

        Consumption(String consumerId, String transportId) {
            this.consumerId = consumerId;
            this.transportId = transportId;
        }
    }

    PeerMedia(RoomMedia media) {
        this.media = media;
    }

    public boolean isOpen() {
        return open;
    }

    /** The transports there are, by id. */
    public Map<String, Direction> transports() {
        return Map.copyOf(transports);
    }

    public CompletionStage<TransportOptions> createTransport(Direction direction) {
        return media.call(RouterHandle::createWebRtcTransport)
                .thenApply(options -> {
                    if (!open) {
                        closeTransport(options.id());
                        throw MediaFailures.closed();
                    }
                    makeRoomFor(direction);
                    transports.put(options.id(), direction);
                    return options;
                });
    }

    private void makeRoomFor(Direction direction) {
        List<String> same =
                transports.keySet().stream().filter(id -> transports.get(id) == direction).toList();
        if (same.size() < MAX_TRANSPORTS) {
            return;
        }
        String idle = same.stream().filter(id -> !carries(id)).findFirst().orElse(same.getFirst());
        forgetTransport(idle);
        closeTransport(idle);
    }

    private boolean carries(String transportId) {
        return producers.containsValue(transportId)
                || consumers.values().stream().anyMatch(c -> c.transportId.equals(transportId));
    }

    public CompletionStage<Void> connectTransport(
            Direction direction, String transportId, DtlsParameters parameters) {
        return transports.get(transportId) == direction
                ? media.call(r -> r.connectTransport(transportId, parameters))
                : noTransport(transportId);
    }

    public CompletionStage<IceParameters> restartIce(String transportId) {
        return transports.containsKey(transportId)
                ? media.call(r -> r.restartIce(transportId))
                : noTransport(transportId);
    }

    public CompletionStage<ProducerDescription> produce(
            String transportId, MediaKind kind, RtpParameters parameters) {
        if (transports.get(transportId) != Direction.SEND) {
            return noTransport(transportId);
        }
        if (producers.size() >= MAX_PRODUCERS) {
            return CompletableFuture.failedFuture(MediaFailures.limit("producers", MAX_PRODUCERS));
        }
        ProducerOptions options = new ProducerOptions(kind, parameters, Start.RUNNING);
        return media.call(r -> r.produce(transportId, options))
                .thenApply(made -> {
                    // Whoever left meanwhile took the transport, and this, along.
                    if (!open || !transports.containsKey(transportId)) {
                        throw MediaFailures.closed();
                    }
                    producers.put(made.id(), transportId);
                    return made;
                });
    }

    public CompletionStage<ConsumerDescription> consume(
            String transportId, String producerId, RtpCapabilities capabilities) {
        if (transports.get(transportId) != Direction.RECEIVE) {
            return noTransport(transportId);
        }
        ConsumerOptions options = new ConsumerOptions(producerId, capabilities, Start.RUNNING);
        return media.call(r -> r.consume(transportId, options))
                .thenApply(made -> {
                    if (!open || !transports.containsKey(transportId)) {
                        throw MediaFailures.closed();
                    }
                    Consumption old =
                            consumers.put(producerId, new Consumption(made.id(), transportId));
                    if (old != null) {
                        closeConsumer(old.consumerId);
                    }
                    return made;
                });
    }

    /**
     * The producer that a consumer of the participant receives, null when it has no such consumer.
     */
    public @Nullable String producerOf(String consumerId) {
        for (Map.Entry<String, Consumption> entry : consumers.entrySet()) {
            if (entry.getValue().consumerId.equals(consumerId)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** A shared screen goes before all other videos when not all fit. */
    public void putFirst(String producerId) {
        tell(producerId, (r, consumerId) -> r.setPriority(consumerId, FIRST));
    }

    /** Stops what the participant receives of a producer; true when there was something. */
    public boolean dropConsumer(String producerId) {
        Consumption dropped = consumers.remove(producerId);
        if (dropped != null) {
            closeConsumer(dropped.consumerId);
        }
        return dropped != null;
    }

    /** The engine closed a consumer; true when it was the one the participant knows of. */
    public boolean consumerClosed(String producerId, String consumerId) {
        Consumption consumption = consumers.get(producerId);
        boolean ours = consumption != null && consumption.consumerId.equals(consumerId);
        if (ours) {
            consumers.remove(producerId);
        }
        return ours;
    }

    /** What the participant sends goes to nobody, whatever it does. */
    public void holdProducer(String producerId) {
        if (producers.containsKey(producerId)) {
            var _ = media.call(r -> r.pauseProducer(producerId));
        }
    }

    public void releaseProducer(String producerId) {
        if (producers.containsKey(producerId)) {
            var _ = media.call(r -> r.resumeProducer(producerId));
        }
    }

    public void closeProducer(String producerId) {
        if (producers.remove(producerId) != null) {
            var _ = media.call(r -> r.closeProducer(producerId));
        }
    }

    /** Forgets a producer that the engine closed. */
    public void producerClosed(String producerId) {
        producers.remove(producerId);
    }

    public boolean owns(String producerId) {
        return producers.containsKey(producerId);
    }

    /** Pauses what the participant receives; only a real change reaches the engine. */
    public void pause(String producerId) {
        Consumption consumption = consumers.get(producerId);
        if (consumption != null && !consumption.paused) {
            consumption.paused = true;
            tell(producerId, RouterHandle::pauseConsumer);
        }
    }

    /** Resumes what the participant receives; the engine asks for a key frame. */
    public void resume(String producerId) {
        Consumption consumption = consumers.get(producerId);
        if (consumption != null && consumption.paused) {
            consumption.paused = false;
            tell(producerId, RouterHandle::resumeConsumer);
        }
    }

    public void prefer(String producerId, LayerPreference preference) {
        tell(producerId, (r, consumerId) -> r.setPreferredLayers(consumerId, preference));
    }

    public void requestKeyFrame(String producerId) {
        tell(producerId, RouterHandle::requestKeyFrame);
    }

    /** The engine closed a transport, with all on it. */
    public void forgetTransport(String transportId) {
        transports.remove(transportId);
        consumers.values().removeIf(c -> c.transportId.equals(transportId));
    }

    /** Ends everything. */
    public void close() {
        open = false;
        List.copyOf(transports.keySet()).forEach(this::closeTransport);
        transports.clear();
        producers.clear();
        consumers.clear();
    }

    private void tell(
            String producerId, BiFunction<RouterHandle, String, CompletionStage<Void>> order) {
        Consumption consumption = consumers.get(producerId);
        if (consumption != null) {
            String consumerId = consumption.consumerId;
            var _ = media.call(r -> order.apply(r, consumerId));
        }
    }

    private void closeTransport(String transportId) {
        var _ = media.call(r -> r.closeTransport(transportId));
    }

    private void closeConsumer(String consumerId) {
        var _ = media.call(r -> r.closeConsumer(consumerId));
    }

    private static <T extends @Nullable Object> CompletionStage<T> noTransport(String id) {
        return CompletableFuture.failedFuture(MediaFailures.notFound("transportId", id));
    }
}
