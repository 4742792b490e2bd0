package foyer.sfu.router;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.forward.ForwardedStream;
import foyer.sfu.forward.Rung;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.RetransmissionBuffer;
import foyer.sfu.stream.Retransmit;
import foyer.sfu.stream.SendStream;
import foyer.sfu.transport.PacedSender;
import foyer.sfu.transport.TransportOutput;
import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one peer is sent of one producer: one outgoing stream, and its retransmissions. */
final class Consumer {
    private static final int VIDEO_BUFFER_BYTES = 1 << 20;
    private static final int AUDIO_BUFFER_BYTES = 1 << 15;

    /** RFC 3550 5.1: the count has eight bits. */
    private static final int MAX_PADDING = 255;

    private static final long BUFFER_NANOS = 1_500_000_000L;

    /** Extensions whose value is the sender's: copied under the receiver's id. */
    private static final List<HeaderExtension> COPIED =
            List.of(
                    HeaderExtension.AUDIO_LEVEL,
                    HeaderExtension.VIDEO_ORIENTATION,
                    HeaderExtension.PLAYOUT_DELAY,
                    HeaderExtension.ABS_CAPTURE_TIME,
                    HeaderExtension.DEPENDENCY_DESCRIPTOR);

    private final String id;
    private final Peer peer;
    private final Producer producer;
    private final RtpParameters parameters;
    private final long ssrc;
    private final @Nullable OutgoingRtx rtx;
    private final ForwardedStream stream;
    private final SendStream send;
    private final OutgoingTypes types;
    private final int[] copiedFrom = new int[COPIED.size()];
    private final int[] copiedTo = new int[COPIED.size()];
    private final int midId;
    private final int absSendTimeId;
    private final int transportSequenceId;
    private final String mid;
    private boolean paused;
    private boolean starved;

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
        this.mid = Objects.requireNonNullElse(parameters.mid(), "");
        RtpEncodingParameters encoding = parameters.encodings().getFirst();
        this.ssrc = Objects.requireNonNull(encoding.ssrc());
        this.rtx = OutgoingRtx.of(parameters);
        this.types = new OutgoingTypes(producer, parameters);
        this.paused = options.start() == Start.PAUSED;
        boolean video = producer.kind() == MediaKind.VIDEO;
        int clockRate = producer.codecs().first().clockRate();
        Chance chance = peer.router().chance();
        this.stream =
                new ForwardedStream(
                        producer.codecs().firstKind(),
                        video
                                ? ForwardedStream.Frames.PREDICTED
                                : ForwardedStream.Frames.INDEPENDENT,
                        clockRate,
                        chance.sequenceNumber(),
                        chance.timestamp());
        this.send =
                new SendStream(
                        clockRate,
                        chance.sequenceNumber(),
                        new RetransmissionBuffer(
                                video ? VIDEO_BUFFER_BYTES : AUDIO_BUFFER_BYTES, BUFFER_NANOS));
        ExtensionIds ids = ExtensionIds.of(parameters.headerExtensions());
        this.midId = ids.id(HeaderExtension.MID);
        this.absSendTimeId = ids.id(HeaderExtension.ABS_SEND_TIME);
        this.transportSequenceId = ids.id(HeaderExtension.TRANSPORT_WIDE_CC);
        for (int i = 0; i < copiedTo.length; i++) {
            copiedTo[i] = ids.id(COPIED.get(i));
            copiedFrom[i] = producer.extensions().id(COPIED.get(i));
        }
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
        return ssrc;
    }

    SendStream send() {
        return send;
    }

    ForwardedStream stream() {
        return stream;
    }

    boolean paused() {
        return paused;
    }

    void pause() {
        paused = true;
        interrupt();
    }

    void resume() {
        paused = false;
    }

    void prefer(LayerPreference preference) {
        stream.selection().prefer(preference);
    }

    List<Rung> ladder(long nowNanos) {
        List<Rung> rungs = new ArrayList<>();
        for (ProducerStream source : producer.streams()) {
            if (!paused
                    && !producer.paused()
                    && source.flows(nowNanos)
                    && source.index() <= stream.selection().preference().spatialLayer()) {
                rungs.add(new Rung(source.index(), 7, source.receive().bitsPerSecond(nowNanos)));
            }
        }
        return rungs;
    }

    void target(int spatialLayer, int temporalLayer, long nowNanos, RouterOutput out) {
        stream.selection().allow(spatialLayer);
        if (!starved) {
            producer.aim(this, nowNanos, out);
        }
    }

    void pauseForBandwidth(long nowNanos, RouterOutput out) {
        starved = true;
        interrupt();
    }

    void resumeFromBandwidth(long nowNanos, RouterOutput out) {
        if (starved) {
            starved = false;
            producer.aim(this, nowNanos, out);
        }
    }

    boolean pausedForBandwidth() {
        return starved;
    }

    /** Nothing is forwarded until a stream is entered anew. */
    void interrupt() {
        stream.stop();
    }

    /** Aims at the best of the flowing streams; the stream to be asked for a key frame, or −1. */
    int aim(boolean[] flowing) {
        return stream.selection().aim(flowing) ? stream.selection().target() : -1;
    }

    /** The stream on the screen, or the one that is to come. */
    int wantedStream() {
        int target = stream.selection().target();
        return target >= 0 ? target : stream.selection().current();
    }

    void forward(
            ProducerStream source,
            long extendedSequence,
            Arrival arrival,
            RtpPacket packet,
            PayloadFacts facts,
            long nowNanos,
            RouterOutput out) {
        int type = types.outgoing(packet.payloadType());
        if (paused || starved || type < 0 || !peer.transport().writable()) {
            return;
        }
        int before = stream.selection().current();
        if (!stream.accept(source, extendedSequence, arrival, packet, facts, nowNanos)) {
            return;
        }
        if (stream.selection().current() != before) {
            peer.router().layersChanged(this, out);
        }
        transmit(packet, type, nowNanos, out);
    }

    private void transmit(RtpPacket packet, int type, long nowNanos, RouterOutput out) {
        PacketBuffer target = peer.router().outgoing();
        RtpWriter writer = peer.router().writer();
        writer.start(target, packet)
                .payloadType(type)
                .sequenceNumber(stream.sequence())
                .timestamp(stream.timestamp())
                .ssrc(ssrc);
        stamp(writer);
        for (int i = 0; i < copiedTo.length; i++) {
            if (copiedTo[i] != 0 && copiedFrom[i] != 0) {
                writer.copy(copiedTo[i], packet, copiedFrom[i]);
            }
        }
        if (!writer.payload(packet.buffer(), packet.payloadOffset(), packet.payloadLength())) {
            return;
        }
        if (packet.payloadLength() > 0) {
            stream.rewritePayload(target, target.length() - packet.payloadLength());
        }
        if (rtx != null) {
            keep(target, packet.payloadLength(), nowNanos);
            pace(PacedSender.Kind.VIDEO, nowNanos, out);
        } else if (pace(PacedSender.Kind.IMMEDIATE, nowNanos, out)) {
            // Without RTX a packet goes out again under its own index, where SRTP forbids other
            // bytes (RFC 3711 9.1, RFC 7714 8.3): the protected ones are kept.
            keep(target, packet.payloadLength(), nowNanos);
        }
    }

    private void keep(PacketBuffer packet, int payloadBytes, long nowNanos) {
        send.sent(packet, stream.sequence(), stream.timestamp(), payloadBytes, nowNanos);
    }

    /** Room for what belongs to the moment and the transport of sending: filled in then. */
    private void stamp(RtpWriter writer) {
        writer.text(midId, mid);
        if (absSendTimeId != 0) {
            writer.u24(absSendTimeId, 0);
        }
        if (transportSequenceId != 0) {
            writer.u16(transportSequenceId, 0);
        }
    }

    /** The receiver misses a packet: sends it again if that is kept and allowed. */
    void nacked(int sequenceNumber, long nowNanos, RouterOutput out) {
        if (starved) {
            return;
        }
        PacketBuffer kept = peer.router().kept();
        if (send.nacked(sequenceNumber, kept, nowNanos) != Retransmit.SEND) {
            return;
        }
        OutgoingRtx retransmission = rtx;
        if (retransmission == null) {
            peer.downlink().transmitAgain(kept, nowNanos, out);
            return;
        }
        if (writeRtx(retransmission, sequenceNumber, kept)) {
            pace(PacedSender.Kind.RETRANSMISSION, nowNanos, out);
        }
    }

    private boolean writeRtx(OutgoingRtx retransmission, int sequenceNumber, PacketBuffer kept) {
        RtpPacket original = peer.router().keptView();
        if (!original.wrap(kept)) {
            return false;
        }
        PacketBuffer target = peer.router().outgoing();
        RtpWriter writer = peer.router().writer();
        writer.start(target, original)
                .payloadType(retransmission.payloadType())
                .sequenceNumber(send.nextRtxSequenceNumber())
                .ssrc(retransmission.ssrc());
        stamp(writer);
        return writer.rtx(sequenceNumber, kept, original.payloadOffset(), original.payloadLength());
    }

    /** Sends what the router's writer has finished. */
    private boolean pace(PacedSender.Kind kind, long nowNanos, RouterOutput out) {
        RtpWriter writer = peer.router().writer();
        return peer.downlink()
                .transmit(
                        peer.router().outgoing(),
                        kind,
                        writer.extensionOffset(transportSequenceId),
                        writer.extensionOffset(absSendTimeId),
                        nowNanos,
                        out);
    }

    /**
     * Sends something for a probe: one of the last packets once more, or nothing but padding where
     * little is wanted. Both go as retransmissions, so that the media has no gaps in its numbers.
     */
    boolean transmitProbe(int bytes, long nowNanos, TransportOutput out) {
        OutgoingRtx retransmission = rtx;
        if (retransmission == null || transportSequenceId == 0) {
            return false;
        }
        PacketBuffer kept = peer.router().kept();
        int recent = bytes > MAX_PADDING ? send.recent(kept, nowNanos) : -1;
        RtpWriter writer = peer.router().writer();
        if (recent < 0 || !writeRtx(retransmission, recent, kept)) {
            writer.start(peer.router().outgoing())
                    .payloadType(retransmission.payloadType())
                    .sequenceNumber(send.nextRtxSequenceNumber())
                    .timestamp(stream.timestamp())
                    .ssrc(retransmission.ssrc());
            stamp(writer);
            writer.padding(Math.min(bytes, MAX_PADDING));
        }
        return peer.downlink()
                .sender()
                .transmitProbe(
                        peer.router().outgoing(),
                        writer.extensionOffset(transportSequenceId),
                        writer.extensionOffset(absSendTimeId),
                        nowNanos,
                        out);
    }
}
