package foyer.sfu.router;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.ProducerOptions;

/**
 * What a router can be told. A command carries everything that is chosen by chance outside (ids,
 * credentials), so that the same commands and packets give the same call again.
 */
public sealed interface RouterCommand {
    /** Makes a {@code WebRtcTransport}. */
    record CreateTransport(String transportId, IceParameters credentials)
            implements RouterCommand {}

    /** Opens its DTLS association. */
    record ConnectTransport(String transportId, DtlsParameters remote) implements RouterCommand {}

    /** Gives it new ICE credentials. */
    record RestartIce(String transportId, IceParameters fresh) implements RouterCommand {}

    /** Ends it with its producers and consumers. */
    record CloseTransport(String transportId) implements RouterCommand {}

    /** Makes a producer; answers {@link foyer.sfu.api.ProducerDescription}. */
    record Produce(String transportId, String producerId, ProducerOptions options)
            implements RouterCommand {}

    record PauseProducer(String producerId) implements RouterCommand {}

    record ResumeProducer(String producerId) implements RouterCommand {}

    record CloseProducer(String producerId) implements RouterCommand {}

    /** Makes a consumer; answers {@link foyer.sfu.api.ConsumerDescription}. */
    record Consume(String transportId, String consumerId, ConsumerOptions options)
            implements RouterCommand {}

    record PauseConsumer(String consumerId) implements RouterCommand {}

    record ResumeConsumer(String consumerId) implements RouterCommand {}

    record CloseConsumer(String consumerId) implements RouterCommand {}

    record SetPreferredLayers(String consumerId, LayerPreference preference)
            implements RouterCommand {}

    /**
     * Says how much a video matters to its receiver when not all fit, as mediasoup does.
     *
     * @param priority 1…255; above 1 it goes before all others, as a shared screen
     */
    record SetPriority(String consumerId, int priority) implements RouterCommand {}

    record RequestKeyFrame(String consumerId) implements RouterCommand {}

    /** Ends everything. */
    record Close() implements RouterCommand {}
}
