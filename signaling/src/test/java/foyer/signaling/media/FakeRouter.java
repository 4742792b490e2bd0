package foyer.signaling.media;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.engine.RouterHandle;
import foyer.sfu.router.RouterStats;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A router that keeps its books as the real one does, and answers at once. */
public final class FakeRouter implements RouterHandle {
    private record Track(String transportId, MediaKind kind, ProducerOptions options) {}

    private record Sink(String transportId, String producerId) {}

    private final String id;
    private final Consumer<RouterEvent> listener;
    private final Set<String> transports = new LinkedHashSet<>();
    private final Map<String, Track> producers = new LinkedHashMap<>();
    private final Map<String, Sink> consumers = new LinkedHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private int next;
    private volatile Supplier<CompletionStage<RouterStats>> stats =
            () ->
                    CompletableFuture.completedFuture(
                            new RouterStats(
                                    List.of(), List.of(), List.of(), Map.of(), 0, List.of()));
    private boolean closed;

    FakeRouter(String id, Consumer<RouterEvent> listener) {
        this.id = id;
        this.listener = listener;
    }

    /** What was asked, such as {@code pauseConsumer consumer-3}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized Set<String> transports() {
        return Set.copyOf(transports);
    }

    public synchronized Set<String> producers() {
        return Set.copyOf(producers.keySet());
    }

    public synchronized Set<String> consumers() {
        return Set.copyOf(consumers.keySet());
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** What it says of itself from now on. */
    public void measured(Supplier<CompletionStage<RouterStats>> otherStats) {
        stats = otherStats;
    }

    public void emit(RouterEvent event) {
        listener.accept(event);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public RtpCapabilities rtpCapabilities() {
        return new RtpCapabilities(
                List.of(
                        new RtpCodecCapability(
                                MediaKind.AUDIO, "audio/opus", 100, 48_000, 2, null, null),
                        new RtpCodecCapability(
                                MediaKind.VIDEO,
                                "video/VP8",
                                101,
                                90_000,
                                null,
                                null,
                                List.of(RtcpFeedback.of("nack", "pli")))),
                List.of());
    }

    @Override
    public CompletionStage<TransportOptions> createWebRtcTransport(WebRtcTransportOptions options) {
        return answer(
                "createWebRtcTransport",
                () -> {
                    String transport = name("transport");
                    transports.add(transport);
                    return new TransportOptions(
                            transport,
                            new IceParameters("ufrag", "password", true),
                            List.of(
                                    new IceCandidate(
                                            "udp",
                                            1,
                                            "127.0.0.1",
                                            "127.0.0.1",
                                            "udp",
                                            40_000,
                                            "host",
                                            null)),
                            new DtlsParameters(
                                    DtlsRole.AUTO, List.of(new DtlsFingerprint("sha-256", "AA"))));
                });
    }

    @Override
    public CompletionStage<Void> connectTransport(String transportId, DtlsParameters parameters) {
        return done(
                "connectTransport " + transportId,
                () -> {
                    need(transports.contains(transportId), Reason.NOT_FOUND);
                    need(!isEmpty(parameters.fingerprints()), Reason.INVALID);
                });
    }

    @Override
    public CompletionStage<IceParameters> restartIce(String transportId) {
        return answer(
                "restartIce " + transportId,
                () -> {
                    need(transports.contains(transportId), Reason.NOT_FOUND);
                    return new IceParameters(name("ufrag"), "password", true);
                });
    }

    @Override
    public CompletionStage<Void> closeTransport(String transportId) {
        return done(
                "closeTransport " + transportId,
                () -> {
                    transports.remove(transportId);
                    List.copyOf(consumers.keySet()).stream()
                            .filter(c -> sink(c).transportId().equals(transportId))
                            .forEach(this::removeConsumer);
                    List.copyOf(producers.keySet()).stream()
                            .filter(p -> track(p).transportId().equals(transportId))
                            .forEach(this::removeProducer);
                });
    }

    @Override
    public CompletionStage<ProducerDescription> produce(
            String transportId, ProducerOptions options) {
        return answer(
                "produce " + transportId + " " + options.start(),
                () -> {
                    need(transports.contains(transportId), Reason.NOT_FOUND);
                    need(!isEmpty(options.rtpParameters().codecs()), Reason.INVALID);
                    String producer = name("producer");
                    producers.put(producer, new Track(transportId, options.kind(), options));
                    return new ProducerDescription(producer, options.kind(), ProducerType.SIMPLE);
                });
    }

    @Override
    public CompletionStage<Void> pauseProducer(String producerId) {
        return done("pauseProducer " + producerId, () -> {});
    }

    @Override
    public CompletionStage<Void> resumeProducer(String producerId) {
        return done("resumeProducer " + producerId, () -> {});
    }

    @Override
    public CompletionStage<Void> closeProducer(String producerId) {
        return done("closeProducer " + producerId, () -> removeProducer(producerId));
    }

    @Override
    public CompletionStage<ConsumerDescription> consume(
            String transportId, ConsumerOptions options) {
        return answer(
                "consume " + transportId + " " + options.producerId() + " " + options.start(),
                () -> {
                    need(transports.contains(transportId), Reason.NOT_FOUND);
                    Track track = producers.get(options.producerId());
                    if (track == null) {
                        throw new MediaException(Reason.NOT_FOUND, options.producerId());
                    }
                    need(!isEmpty(options.rtpCapabilities().codecs()), Reason.CANNOT_CONSUME);
                    String consumer = name("consumer");
                    consumers.put(consumer, new Sink(transportId, options.producerId()));
                    return new ConsumerDescription(
                            consumer,
                            options.producerId(),
                            track.kind(),
                            ProducerType.SIMPLE,
                            track.options().rtpParameters());
                });
    }

    @Override
    public CompletionStage<Void> pauseConsumer(String consumerId) {
        return done("pauseConsumer " + consumerId, () -> {});
    }

    @Override
    public CompletionStage<Void> resumeConsumer(String consumerId) {
        return done("resumeConsumer " + consumerId, () -> {});
    }

    @Override
    public CompletionStage<Void> closeConsumer(String consumerId) {
        return done("closeConsumer " + consumerId, () -> consumers.remove(consumerId));
    }

    @Override
    public CompletionStage<Void> setPriority(String consumerId, int priority) {
        return done("setPriority " + consumerId + " " + priority, () -> {});
    }

    @Override
    public CompletionStage<Void> setPreferredLayers(String consumerId, LayerPreference preference) {
        return done(
                "setPreferredLayers "
                        + consumerId
                        + " "
                        + preference.spatialLayer()
                        + "/"
                        + preference.temporalLayer(),
                () -> {});
    }

    @Override
    public CompletionStage<Void> requestKeyFrame(String consumerId) {
        return done("requestKeyFrame " + consumerId, () -> {});
    }

    @Override
    public CompletionStage<Void> close() {
        return done("close", () -> closed = true);
    }

    private void removeProducer(String producerId) {
        Track track = producers.remove(producerId);
        if (track == null) {
            return;
        }
        listener.accept(new RouterEvent.ProducerClosed(track.transportId(), producerId));
        List.copyOf(consumers.keySet()).stream()
                .filter(c -> sink(c).producerId().equals(producerId))
                .forEach(this::removeConsumer);
    }

    private void removeConsumer(String consumerId) {
        Sink sink = consumers.remove(consumerId);
        if (sink != null) {
            listener.accept(
                    new RouterEvent.ConsumerClosed(
                            sink.transportId(), consumerId, sink.producerId()));
        }
    }

    private Sink sink(String consumerId) {
        return Objects.requireNonNull(consumers.get(consumerId));
    }

    private Track track(String producerId) {
        return Objects.requireNonNull(producers.get(producerId));
    }

    private String name(String what) {
        next++;
        return what + "-" + next;
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private static void need(boolean condition, Reason otherwise) {
        if (!condition) {
            throw new MediaException(otherwise, "fake: " + otherwise);
        }
    }

    private CompletionStage<Void> done(String call, Runnable work) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        var _ =
                answer(
                                call,
                                () -> {
                                    work.run();
                                    return "";
                                })
                        .whenComplete((value, failure) -> {
                            if (failure == null) {
                                answer.complete(null);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        });
        return answer;
    }

    private synchronized <T> CompletionStage<T> answer(String call, Supplier<T> work) {
        calls.add(call);
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (MediaException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletionStage<RouterStats> stats() {
        return stats.get();
    }
}
