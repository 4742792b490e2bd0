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
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.ice.IceCredentials;
import foyer.sfu.record.Recorder;
import foyer.sfu.record.Recording;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterStats;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns calls from any thread into messages to the router's loop; all chance is taken here. */
final class RouterMailbox implements RouterHandle {
    private final Loop loop;
    private final LoopRouter router;
    private final RtpCapabilities capabilities;
    private final DtlsIdentity identity;
    private final SecureRandom random;
    private final @Nullable Recorder recorder;
    private boolean closed;

    RouterMailbox(
            Loop loop,
            LoopRouter router,
            RtpCapabilities capabilities,
            DtlsIdentity identity,
            SecureRandom random,
            @Nullable Recorder recorder) {
        this.loop = loop;
        this.router = router;
        this.capabilities = capabilities;
        this.identity = identity;
        this.random = random;
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return router.id();
    }

    @Override
    public RtpCapabilities rtpCapabilities() {
        return capabilities;
    }

    @Override
    public CompletionStage<TransportOptions> createWebRtcTransport(WebRtcTransportOptions ways) {
        String transportId = newId();
        IceParameters credentials = newCredentials();
        TransportOptions options =
                new TransportOptions(
                        transportId,
                        credentials,
                        Candidates.of(loop.candidates(), ways),
                        new DtlsParameters(DtlsRole.AUTO, identity.fingerprints()));
        return submit(
                new RouterCommand.CreateTransport(transportId, credentials), ignored -> options);
    }

    @Override
    public CompletionStage<Void> connectTransport(String transportId, DtlsParameters parameters) {
        return submit(new RouterCommand.ConnectTransport(transportId, parameters));
    }

    @Override
    public CompletionStage<IceParameters> restartIce(String transportId) {
        IceParameters fresh = newCredentials();
        return submit(new RouterCommand.RestartIce(transportId, fresh), ignored -> fresh);
    }

    @Override
    public CompletionStage<Void> closeTransport(String transportId) {
        return submit(new RouterCommand.CloseTransport(transportId));
    }

    @Override
    public CompletionStage<ProducerDescription> produce(
            String transportId, ProducerOptions options) {
        return submit(
                new RouterCommand.Produce(transportId, newId(), options),
                ProducerDescription.class::cast);
    }

    @Override
    public CompletionStage<Void> pauseProducer(String producerId) {
        return submit(new RouterCommand.PauseProducer(producerId));
    }

    @Override
    public CompletionStage<Void> resumeProducer(String producerId) {
        return submit(new RouterCommand.ResumeProducer(producerId));
    }

    @Override
    public CompletionStage<Void> closeProducer(String producerId) {
        return submit(new RouterCommand.CloseProducer(producerId));
    }

    @Override
    public CompletionStage<ConsumerDescription> consume(
            String transportId, ConsumerOptions options) {
        return submit(
                new RouterCommand.Consume(transportId, newId(), options),
                ConsumerDescription.class::cast);
    }

    @Override
    public CompletionStage<Void> pauseConsumer(String consumerId) {
        return submit(new RouterCommand.PauseConsumer(consumerId));
    }

    @Override
    public CompletionStage<Void> resumeConsumer(String consumerId) {
        return submit(new RouterCommand.ResumeConsumer(consumerId));
    }

    @Override
    public CompletionStage<Void> closeConsumer(String consumerId) {
        return submit(new RouterCommand.CloseConsumer(consumerId));
    }

    @Override
    public CompletionStage<Void> setPreferredLayers(String consumerId, LayerPreference preference) {
        return submit(new RouterCommand.SetPreferredLayers(consumerId, preference));
    }

    @Override
    public CompletionStage<Void> setPriority(String consumerId, int priority) {
        return submit(new RouterCommand.SetPriority(consumerId, priority));
    }

    @Override
    public CompletionStage<Void> requestKeyFrame(String consumerId) {
        return submit(new RouterCommand.RequestKeyFrame(consumerId));
    }

    @Override
    public CompletionStage<RouterStats> stats() {
        return onLoop(() -> router.router().stats(loop.clock().nowNanos(), loop::socketName));
    }

    @Override
    public CompletionStage<byte[]> recording() {
        Recorder source = recorder;
        if (source == null) {
            return RouterHandle.super.recording();
        }
        // Copied on the loop; what makes a file of it is nobody's hurry.
        return onLoop(source::recording).thenApplyAsync(Recording::toBytes);
    }

    @Override
    public CompletionStage<Void> close() {
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
            if (closed) {
                throw new MediaException(
                        MediaException.Reason.CLOSED, "router " + id() + " is closed");
            }
            return answer.apply(router.router().apply(command, loop.clock().nowNanos(), router));
        });
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
