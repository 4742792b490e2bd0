package foyer.sfu.engine;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.router.RouterStats;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A room's router as its user holds it, whether it is on one loop or on several. Safe on every
 * thread: each call is a message to the router's loop, and the stage completes there, so hand over
 * before doing anything long. A stage fails with {@link foyer.sfu.api.MediaException}. Calls of one
 * thread arrive in their order.
 */
public interface RouterHandle {
    String id();

    /** What the router can receive and send: give it to {@code Device.load}. */
    RtpCapabilities rtpCapabilities();

    /** Makes a transport and says how the client reaches it: by every way the server has. */
    default CompletionStage<TransportOptions> createWebRtcTransport() {
        return createWebRtcTransport(WebRtcTransportOptions.ALL);
    }

    /** Makes a transport and says how the client reaches it, among the ways the server has. */
    CompletionStage<TransportOptions> createWebRtcTransport(WebRtcTransportOptions options);

    /** Sets the client's DTLS parameters; done when they are set, not when the handshake is. */
    CompletionStage<Void> connectTransport(String transportId, DtlsParameters dtlsParameters);

    /** Makes new ICE credentials; the old ones answer until the new ones are used. */
    CompletionStage<IceParameters> restartIce(String transportId);

    CompletionStage<Void> closeTransport(String transportId);

    CompletionStage<ProducerDescription> produce(String transportId, ProducerOptions options);

    CompletionStage<Void> pauseProducer(String producerId);

    CompletionStage<Void> resumeProducer(String producerId);

    CompletionStage<Void> closeProducer(String producerId);

    CompletionStage<ConsumerDescription> consume(String transportId, ConsumerOptions options);

    CompletionStage<Void> pauseConsumer(String consumerId);

    /** Lets a consumer flow again and asks its producer for a key frame. */
    CompletionStage<Void> resumeConsumer(String consumerId);

    CompletionStage<Void> closeConsumer(String consumerId);

    CompletionStage<Void> setPreferredLayers(String consumerId, LayerPreference preference);

    /**
     * Says how much a video matters to its receiver when not all fit.
     *
     * @param priority 1…255; above 1 it goes before all others, as a shared screen
     */
    CompletionStage<Void> setPriority(String consumerId, int priority);

    CompletionStage<Void> requestKeyFrame(String consumerId);

    /** The router's figures now. */
    CompletionStage<RouterStats> stats();

    /**
     * What was recorded by now, as a file for {@link foyer.sfu.record.Recording#read}: no keys, no
     * addresses, nothing to hear or see. Also after {@link #close()}. Of a room that came to be on
     * several loops, what was before.
     */
    default CompletionStage<byte[]> recording() {
        return CompletableFuture.failedFuture(
                new MediaException(MediaException.Reason.NOT_FOUND, "nothing is recorded"));
    }

    /** Closes everything in the router. */
    CompletionStage<Void> close();
}
