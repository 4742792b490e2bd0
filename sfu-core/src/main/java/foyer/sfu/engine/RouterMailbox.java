package foyer.sfu.engine;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.ice.IceCredentials;
import foyer.sfu.record.Recorder;
import foyer.sfu.record.Recording;
import foyer.sfu.router.PipeSource;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterStats;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of a room's routers: turns calls from any thread into messages to its loop; all chance is
 * taken here. The calls are those of {@link RouterHandle}.
 */
final class RouterMailbox {
    private final Loop loop;
    private final LoopRouter router;
    private final DtlsIdentity identity;
    private final SecureRandom random;
    private final @Nullable Recorder recorder;
    private final Whereabouts where;
    private boolean closed;

    RouterMailbox(
            Loop loop,
            LoopRouter router,
            DtlsIdentity identity,
            SecureRandom random,
            @Nullable Recorder recorder,
            Whereabouts where) {
        this.loop = loop;
        this.router = router;
        this.identity = identity;
        this.random = random;
        this.recorder = recorder;
        this.where = where;
    }

    LoopRouter router() {
        return router;
    }

    /** The loop's index. */
    int loop() {
        return loop.index();
    }

    /** The router hears of another one of the room. */
    void meet(LoopRouter other) {
        loop.execute(() -> router.meet(other));
    }

    /** Done when the router is on its loop. */
    CompletionStage<Void> ready() {
        return onLoop(() -> null);
    }

    CompletionStage<TransportOptions> createWebRtcTransport(WebRtcTransportOptions ways) {
        String transportId = newId();
        IceParameters credentials = newCredentials();
        TransportOptions options =
                new TransportOptions(
                        transportId,
                        credentials,
                        Candidates.of(loop.candidates(), ways),
                        new DtlsParameters(DtlsRole.AUTO, identity.fingerprints()));
        return submit(
                new RouterCommand.CreateTransport(transportId, credentials),
                ignored -> {
                    where.transportMade(transportId, this);
                    return options;
                });
    }

    CompletionStage<Void> connectTransport(String transportId, DtlsParameters parameters) {
        return submit(new RouterCommand.ConnectTransport(transportId, parameters));
    }

    CompletionStage<IceParameters> restartIce(String transportId) {
        IceParameters fresh = newCredentials();
        return submit(new RouterCommand.RestartIce(transportId, fresh), ignored -> fresh);
    }

    CompletionStage<Void> closeTransport(String transportId) {
        return submit(new RouterCommand.CloseTransport(transportId));
    }

    CompletionStage<ProducerDescription> produce(String transportId, ProducerOptions options) {
        return submit(
                new RouterCommand.Produce(transportId, newId(), options),
                answer -> {
                    ProducerDescription made = (ProducerDescription) Objects.requireNonNull(answer);
                    where.produced(made.id(), this, options);
                    return made;
                });
    }

    CompletionStage<Void> pauseProducer(String producerId) {
        return submit(new RouterCommand.PauseProducer(producerId));
    }

    CompletionStage<Void> resumeProducer(String producerId) {
        return submit(new RouterCommand.ResumeProducer(producerId));
    }

    CompletionStage<Void> closeProducer(String producerId) {
        return submit(new RouterCommand.CloseProducer(producerId));
    }

    /**
     * Makes a consumer.
     *
     * @param elsewhere the router of the room that has the producer; null where it is this one
     */
    CompletionStage<ConsumerDescription> consume(
            String transportId, ConsumerOptions options, @Nullable PipeSource elsewhere) {
        RouterCommand.Consume command = new RouterCommand.Consume(transportId, newId(), options);
        return onLoop(() -> {
            refuseIfClosed();
            long now = loop.clock().nowNanos();
            ConsumerDescription made =
                    elsewhere == null
                            ? (ConsumerDescription)
                                    Objects.requireNonNull(
                                            router.router().apply(command, now, router))
                            : router.router().consume(command, elsewhere, now, router);
            where.consumed(made.id(), this);
            return made;
        });
    }

    CompletionStage<Void> pauseConsumer(String consumerId) {
        return submit(new RouterCommand.PauseConsumer(consumerId));
    }

    CompletionStage<Void> resumeConsumer(String consumerId) {
        return submit(new RouterCommand.ResumeConsumer(consumerId));
    }

    CompletionStage<Void> closeConsumer(String consumerId) {
        return submit(new RouterCommand.CloseConsumer(consumerId));
    }

    CompletionStage<Void> setPreferredLayers(String consumerId, LayerPreference preference) {
        return submit(new RouterCommand.SetPreferredLayers(consumerId, preference));
    }

    CompletionStage<Void> setPriority(String consumerId, int priority) {
        return submit(new RouterCommand.SetPriority(consumerId, priority));
    }

    CompletionStage<Void> requestKeyFrame(String consumerId) {
        return submit(new RouterCommand.RequestKeyFrame(consumerId));
    }

    CompletionStage<RouterStats> stats() {
        return onLoop(() -> router.router().stats(loop.clock().nowNanos(), loop::socketName));
    }

    CompletionStage<byte[]> recording() {
        Recorder source = recorder;
        if (source == null) {
            return CompletableFuture.failedFuture(
                    new MediaException(MediaException.Reason.NOT_FOUND, "nothing is recorded"));
        }
        // Copied on the loop; what makes a file of it is nobody's hurry.
        return onLoop(source::recording).thenApplyAsync(Recording::toBytes);
    }

    CompletionStage<Void> close() {
        return onLoop(() -> {
            closeOnLoop();
            return null;
        });
    }

    private void closeOnLoop() {
        if (!closed) {
            router.router().apply(new RouterCommand.Close(), loop.clock().nowNanos(), router);
            loop.remove(router);
            closed = true;
        }
    }

    private CompletionStage<Void> submit(RouterCommand command) {
        return submit(command, ignored -> null);
    }

    private <R> CompletionStage<R> submit(
            RouterCommand command, Function<@Nullable Object, @Nullable R> answer) {
        return onLoop(() -> {
            refuseIfClosed();
            return answer.apply(router.router().apply(command, loop.clock().nowNanos(), router));
        });
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new MediaException(
                    MediaException.Reason.CLOSED, "router " + router.id() + " is closed");
        }
    }

    private <R> CompletionStage<R> onLoop(Supplier<@Nullable R> work) {
        CompletableFuture<R> result = new CompletableFuture<>();
        try {
            loop.execute(() -> {
                try {
                    result.complete(work.get());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(
                    new MediaException(MediaException.Reason.CLOSED, "the media server is closed"));
        }
        return result;
    }

    /** Their user name says the loop, wherever a check of it comes. */
    private IceParameters newCredentials() {
        return IceCredentials.random(random, LoopMark.of(loop.index()));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
