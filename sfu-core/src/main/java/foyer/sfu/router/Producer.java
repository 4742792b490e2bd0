package foyer.sfu.router;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.ScalabilityMode;
import foyer.sfu.api.Start;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.KeyFrameRequests;
import foyer.sfu.forward.LayerRates;
import foyer.sfu.ortc.ProducerMapping;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.stream.Recovery;
import java.util.ArrayList;
import java.util.List;

/** What one peer sends: one to several streams of one source, and the consumers they go to. */
final class Producer extends Deadlines.Timed {
    static final int NO_KEY_FRAME = -1;
    private static final long AIM_NANOS = 100_000_000L;

    private final String id;
    private final Router router;
    private final Upstream upstream;
    private final MediaKind kind;
    private final ProducerType type;
    private final RtpParameters parameters;
    private final RtpParameters consumable;
    private final ProducerMapping mapping;
    private final ExtensionIds extensions;
    private final ProducerCodecs codecs;
    private final List<ProducerStream> streams = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    private final KeyFrameRequests keyFrames;
    private final ProducerIntake intake = new ProducerIntake(this);
    private final LayerRates rates;
    private final LayerWishes wishes;
    private final PipeOutlets outlets = new PipeOutlets(this);
    private boolean paused;
    private long aimedNanos;

    Producer(
            String id,
            Router router,
            Upstream upstream,
            ProducerOptions options,
            ProducerType type,
            RtpParameters consumable,
            ProducerMapping mapping) {
        this.id = id;
        this.router = router;
        this.upstream = upstream;
        this.kind = options.kind();
        this.type = type;
        this.parameters = options.rtpParameters();
        this.consumable = consumable;
        this.mapping = mapping;
        this.extensions = ExtensionIds.of(parameters.headerExtensions());
        this.codecs = new ProducerCodecs(parameters);
        this.paused = options.start() == Start.PAUSED;
        // What comes by a pipe was asked for at its other end.
        boolean nack = upstream instanceof Peer && codecs.hasFeedback("nack", "");
        for (RtpEncodingParameters encoding : parameters.encodings()) {
            streams.add(
                    new ProducerStream(
                            this,
                            streams.size(),
                            encoding,
                            codecs.first().clockRate(),
                            nack ? Recovery.NACK : Recovery.NONE));
        }
        this.keyFrames = new KeyFrameRequests(streams.size());
        int layers =
                isLayered()
                        ? ScalabilityMode.parse(parameters.encodings().getFirst().scalabilityMode())
                                .spatialLayers()
                        : streams.size();
        this.rates = new LayerRates(layers);
        int highest = rates.spatialLayers() - 1;
        this.wishes =
                upstream instanceof Peer
                        ? LayerWishes.ofSender(highest)
                        : LayerWishes.ofRouter(highest);
    }

    String id() {
        return id;
    }

    Router router() {
        return router;
    }

    Upstream upstream() {
        return upstream;
    }

    /** The pipes by which other routers of the room consume it. */
    PipeOutlets outlets() {
        return outlets;
    }

    MediaKind kind() {
        return kind;
    }

    ProducerType type() {
        return type;
    }

    RtpParameters parameters() {
        return parameters;
    }

    RtpParameters consumable() {
        return consumable;
    }

    ProducerMapping mapping() {
        return mapping;
    }

    ExtensionIds extensions() {
        return extensions;
    }

    ProducerCodecs codecs() {
        return codecs;
    }

    List<ProducerStream> streams() {
        return streams;
    }

    List<Consumer> consumers() {
        return consumers;
    }

    KeyFrameRequests keyFrames() {
        return keyFrames;
    }

    boolean paused() {
        return paused;
    }

    /** What flows, and how much of it. */
    LayerRates rates() {
        return rates;
    }

    /**
     * The id of the dependency descriptor where it is what tells the layers; 0 where the payload
     * does, or nothing.
     */
    int descriptorId() {
        return switch (codecs.firstKind()) {
            case AV1, H264 -> extensions.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
            case VP8, VP9, OPUS, RED, OTHER -> 0;
        };
    }

    /** The id of the extension that marks frames, 0 when there is none. */
    int frameMarkingId() {
        return extensions.id(HeaderExtension.FRAME_MARKING);
    }

    /** All spatial layers are in one stream. */
    boolean isLayered() {
        return type == ProducerType.SVC;
    }

    /** The stream that carries a spatial layer. */
    int streamOf(int spatialLayer) {
        return isLayered() ? 0 : spatialLayer;
    }

    /** Whether the stream sends something, or nothing else does. */
    boolean flows(ProducerStream stream) {
        return isLayered() ? rates.topSpatial() >= 0 : rates.flows(stream.index());
    }

    void add(Consumer consumer, long nowNanos, RouterOutput out) {
        consumers.add(consumer);
        aim(consumer, KeyFrameCause.NEW_CONSUMER, nowNanos, out);
        wishesChanged(nowNanos);
    }

    boolean isVideo() {
        return kind == MediaKind.VIDEO;
    }

    void remove(Consumer consumer, long nowNanos) {
        consumers.remove(consumer);
        wishesChanged(nowNanos);
    }

    void pause(long nowNanos, RouterOutput out) {
        paused = true;
        for (Consumer consumer : consumers) {
            consumer.interrupt(nowNanos, out);
        }
        outlets.tell(PipeMessage.Paused::new, out);
    }

    void resume(long nowNanos, RouterOutput out) {
        paused = false;
        for (Consumer consumer : consumers) {
            aim(consumer, KeyFrameCause.RESUMED, nowNanos, out);
        }
        outlets.tell(PipeMessage.Resumed::new, out);
    }

    /** The highest spatial layer that the sender was told of. */
    int wantedSpatialLayer() {
        return wishes.told();
    }

    /** What consumers want may have changed: the sender is told which layers nobody receives. */
    void wishesChanged(long nowNanos) {
        if (kind == MediaKind.VIDEO) {
            int layers = rates.spatialLayers();
            int preferred = LayerWishes.preferred(consumers, layers);
            int takes =
                    upstream instanceof Peer
                            ? Math.min(outlets.preferred(), layers - 1)
                            : LayerWishes.forwarded(consumers);
            wishes.wanted(
                    Math.max(
                            LayerWishes.of(consumers, layers, nowNanos),
                            Math.min(outlets.wanted(), layers - 1)),
                    Math.max(preferred, takes),
                    nowNanos);
            router.deadlines().update(this);
        }
    }

    /** Takes its packets. */
    ProducerIntake intake() {
        return intake;
    }

    /** What flows may have changed since all consumers were aimed. */
    boolean isAimDue(long nowNanos) {
        return nowNanos - aimedNanos >= AIM_NANOS;
    }

    /** The next packet aims all consumers: a layer that was asked for is here. */
    void aimWithNext(long nowNanos) {
        aimedNanos = nowNanos - AIM_NANOS;
    }

    /**
     * Aims all consumers.
     *
     * @param keyFrame the stream whose key frame is in our hands, or {@link #NO_KEY_FRAME}
     */
    void aimAll(int keyFrame, long nowNanos, RouterOutput out) {
        aimedNanos = nowNanos;
        rates.observe(nowNanos);
        for (int i = 0; i < streams.size(); i++) {
            // A stream that stopped answers nobody, and asking makes some senders refresh them all.
            if (keyFrames.wants(i) && !flows(streams.get(i))) {
                keyFrames.withdraw(i);
            }
        }
        for (int i = 0; i < consumers.size(); i++) {
            aim(consumers.get(i), keyFrame, KeyFrameCause.LAYER_CHANGE, nowNanos, out);
        }
        wishesChanged(nowNanos);
    }

    /** Chooses anew what the consumer should be sent, and asks for the key frame it takes. */
    void aim(Consumer consumer, KeyFrameCause cause, long nowNanos, RouterOutput out) {
        rates.observe(nowNanos);
        aim(consumer, NO_KEY_FRAME, cause, nowNanos, out);
    }

    /** {@code keyFrame} is the stream whose key frame is in our hands: it needs no asking. */
    private void aim(
            Consumer consumer, int keyFrame, KeyFrameCause cause, long nowNanos, RouterOutput out) {
        if (paused || !consumer.wants() || !consumer.aim(nowNanos)) {
            return;
        }
        int stream = consumer.wantedStream();
        // Without a path yet the key frame would be for nobody, and the one that counts, when there
        // is a path, would have to wait for its turn.
        boolean reachable = consumer.peer().transport().writable();
        if (stream != keyFrame && reachable && kind == MediaKind.VIDEO) {
            wantKeyFrame(stream, cause, nowNanos, out);
        }
    }

    /** Asks the sender for a key frame of a stream, now or as soon as it may be asked again. */
    void wantKeyFrame(int stream, KeyFrameCause cause, long nowNanos, RouterOutput out) {
        keyFrames.want(stream, cause, nowNanos);
        onDeadline(nowNanos, out);
        router.deadlines().update(this);
    }

    @Override
    long nextDeadlineNanos() {
        return Math.min(keyFrames.nextDeadlineNanos(), wishes.nextDeadlineNanos());
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        if (keyFrames.fire(nowNanos)) {
            upstream.transmitKeyFrameRequest(this, out);
        }
        if (wishes.fire(nowNanos)) {
            upstream.layersWanted(this, wishes, out);
        }
    }
}
