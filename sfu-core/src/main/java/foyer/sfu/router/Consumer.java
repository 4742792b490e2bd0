package foyer.sfu.router;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.forward.Arrangement;
import foyer.sfu.forward.ForwardedStream;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.LayerSelection;
import foyer.sfu.forward.Rung;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.SendStream;
import foyer.sfu.transport.TransportOutput;
import java.util.List;

/** What one peer is sent of one producer: which layers, while it wants them and has room. */
final class Consumer {
    private static final long ASK_AGAIN_NANOS = 2_000_000_000L;

    private final String id;
    private final Peer peer;
    private final Producer producer;
    private final RtpParameters parameters;
    private final ForwardedStream stream;
    private final OutgoingStream outgoing;
    private final LossMark lossMark = new LossMark();
    private final LayerTrace trace = new LayerTrace();
    private boolean paused;
    private boolean starved;
    private boolean held;
    private long askedNanos;
    private int toldSpatial = LayerSelection.NONE;
    private int toldTemporal;
    private long changedNanos;

    Consumer(
            String id,
            Peer peer,
            Producer producer,
            ConsumerOptions options,
            RtpParameters parameters) {
        this.id = id;
        this.peer = peer;
        this.producer = producer;
        this.parameters = parameters;
        this.paused = options.start() == Start.PAUSED;
        this.changedNanos = peer.router().nowNanos();
        this.stream =
                new ForwardedStream(
                        producer.codecs().firstKind(),
                        producer.kind() == MediaKind.VIDEO
                                ? ForwardedStream.Frames.PREDICTED
                                : ForwardedStream.Frames.INDEPENDENT,
                        producer.type() == ProducerType.SVC
                                ? Arrangement.LAYERS
                                : Arrangement.STREAMS,
                        producer.rates(),
                        producer.codecs().first().clockRate(),
                        peer.router().chance().sequenceNumber(),
                        peer.router().chance().timestamp());
        this.outgoing = new OutgoingStream(peer, producer, parameters);
    }

    String id() {
        return id;
    }

    Peer peer() {
        return peer;
    }

    Producer producer() {
        return producer;
    }

    RtpParameters parameters() {
        return parameters;
    }

    long ssrc() {
        return outgoing.ssrc();
    }

    SendStream send() {
        return outgoing.send();
    }

    ForwardedStream stream() {
        return stream;
    }

    LossMark lossMark() {
        return lossMark;
    }

    /** Paused by its user. */
    boolean paused() {
        return paused;
    }

    /** Whether anything shall be forwarded, as far as that is for the consumer to say. */
    boolean wants() {
        return !paused && !starved && !held;
    }

    void pause(long nowNanos, RouterOutput out) {
        paused = true;
        interrupt(nowNanos, out);
        producer.wishesChanged(nowNanos);
    }

    void resume(long nowNanos, RouterOutput out) {
        if (paused) {
            paused = false;
            peer.downlink().allocation().changed(this, nowNanos, out);
            producer.aim(this, KeyFrameCause.RESUMED, nowNanos, out);
            producer.wishesChanged(nowNanos);
            trace.note(this, nowNanos);
        }
    }

    void prefer(LayerPreference preference, long nowNanos, RouterOutput out) {
        stream.selection().prefer(preference);
        peer.downlink().allocation().changed(this, nowNanos, out);
        producer.aim(this, KeyFrameCause.LAYER_CHANGE, nowNanos, out);
        producer.wishesChanged(nowNanos);
    }

    /**
     * What the consumer could be sent now, in ascending quality: layers that flow, within what its
     * user prefers. Empty while its user or its producer has paused, or nothing has flowed yet.
     */
    List<Rung> ladder(long nowNanos) {
        return paused || producer.paused()
                ? List.of()
                : producer.rates().ladder(stream.selection().preference(), nowNanos);
    }

    /** What the bandwidth is for: a rung of the ladder. Holds until the next, or {@link #free}. */
    void target(int spatialLayer, int temporalLayer, long nowNanos, RouterOutput out) {
        stream.selection().allow(spatialLayer, temporalLayer, producer.rates(), nowNanos);
        producer.aim(this, KeyFrameCause.LAYER_CHANGE, nowNanos, out);
        producer.wishesChanged(nowNanos);
    }

    /** Nobody decides about the bandwidth any more: the top of the ladder is the target. */
    void free(long nowNanos, RouterOutput out) {
        stream.selection().allowAll();
        producer.aim(this, KeyFrameCause.LAYER_CHANGE, nowNanos, out);
        producer.wishesChanged(nowNanos);
    }

    /** There is no bandwidth for the lowest rung. */
    void pauseForBandwidth(long nowNanos, RouterOutput out) {
        if (!starved) {
            starved = true;
            interrupt(nowNanos, out);
            producer.wishesChanged(nowNanos);
        }
    }

    /** There is again; a key frame is asked for. */
    void resumeFromBandwidth(long nowNanos, RouterOutput out) {
        if (starved) {
            starved = false;
            producer.aim(this, KeyFrameCause.RESUMED, nowNanos, out);
            producer.wishesChanged(nowNanos);
        }
    }

    /** What was sent already has to get through first. */
    void hold(long nowNanos, RouterOutput out) {
        held = true;
        interrupt(nowNanos, out);
    }

    /** It has; a key frame is asked for. */
    void release(long nowNanos, RouterOutput out) {
        if (held) {
            held = false;
            producer.aim(this, KeyFrameCause.RESUMED, nowNanos, out);
        }
    }

    boolean pausedForBandwidth() {
        return starved;
    }

    /** Nothing is forwarded until a stream is entered anew. */
    void interrupt(long nowNanos, RouterOutput out) {
        stream.stop();
        tellLayers(nowNanos, out);
        trace.note(this, nowNanos);
    }

    /** Chooses anew what is sent; true when that takes a key frame of {@link #wantedStream}. */
    boolean aim(long nowNanos) {
        boolean asks = stream.aim();
        boolean again =
                nowNanos - askedNanos > ASK_AGAIN_NANOS
                        && stream.selection().target() != LayerSelection.NONE
                        && peer.transport().writable()
                        && !stream.reachesTarget();
        if (asks || again) {
            askedNanos = nowNanos;
        }
        trace.note(this, nowNanos);
        return asks || again;
    }

    /** The stream that the picture is of, or is to be; −1 for none. */
    int wantedStream() {
        LayerSelection selection = stream.selection();
        int wanted =
                selection.target() != LayerSelection.NONE
                        ? selection.target()
                        : selection.current();
        return wanted == LayerSelection.NONE ? -1 : producer.streamOf(wanted);
    }

    void forward(GatheredPacket gathered, RouterOutput out) {
        RtpPacket packet = gathered.packet();
        if (!wants() || !outgoing.takes(packet.payloadType()) || !peer.transport().writable()) {
            return;
        }
        long nowNanos = gathered.nowNanos();
        switch (stream.accept(
                gathered.stream(),
                gathered.extendedSequence(),
                gathered.arrival(),
                packet,
                gathered.facts(),
                nowNanos)) {
            case SEND -> {
                tellLayers(nowNanos, out);
                outgoing.transmit(gathered, stream, out);
            }
            case FILL -> outgoing.fill(packet, stream, nowNanos, out);
            case DROP -> tellLayers(nowNanos, out);
        }
    }

    /** Tells the user of the room what is forwarded, when that is not what was told last. */
    private void tellLayers(long nowNanos, RouterOutput out) {
        int spatial = stream.selection().current();
        int temporal = stream.temporalLayer();
        if (spatial == toldSpatial && temporal == toldTemporal) {
            return;
        }
        toldSpatial = spatial;
        toldTemporal = temporal;
        changedNanos = nowNanos;
        trace.note(this, nowNanos);
        out.event(
                new RouterEvent.ConsumerLayersChanged(
                        id,
                        spatial == LayerSelection.NONE
                                ? null
                                : new LayerPreference(spatial, temporal)));
    }

    /** The temporal layer that is forwarded, −1 for none. */
    int currentTemporal() {
        return stream.selection().current() == LayerSelection.NONE ? -1 : stream.temporalLayer();
    }

    /** The highest temporal layer of the target that there is and that is wanted, −1 for none. */
    int targetTemporal() {
        LayerSelection selection = stream.selection();
        int target = selection.target();
        int top = target == LayerSelection.NONE ? -1 : producer.rates().topTemporal(target);
        return Math.min(top, selection.targetTemporal());
    }

    /** The last decisions about what is forwarded, oldest first. */
    List<LayerDecision> decisions() {
        return trace.decisions();
    }

    /** When what is forwarded changed last. */
    long changedNanos() {
        return changedNanos;
    }

    LayerReason reason() {
        if (paused) {
            return LayerReason.PAUSED;
        }
        if (producer.paused()) {
            return LayerReason.PRODUCER_PAUSED;
        }
        return starved || held ? LayerReason.BANDWIDTH : stream.selection().reason();
    }

    /** The receiver misses a packet. */
    void nacked(int sequenceNumber, long nowNanos, RouterOutput out) {
        if (!starved && !held) {
            outgoing.nacked(sequenceNumber, nowNanos, out);
        }
    }

    /** Something that only takes bandwidth; false when there is nothing to make it of. */
    boolean transmitProbe(int bytes, long nowNanos, TransportOutput out) {
        return outgoing.transmitProbe(bytes, stream.timestamp(), nowNanos, out);
    }
}
