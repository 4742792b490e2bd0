package foyer.sfu.router;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.forward.ForwardedStream;
import foyer.sfu.rtp.AbsSendTime;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.RetransmissionBuffer;
import foyer.sfu.stream.Retransmit;
import foyer.sfu.stream.SendStream;
import foyer.sfu.wire.PacketBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one peer is sent of one producer: one outgoing stream, and its retransmissions. */
final class Consumer {
    private static final int VIDEO_BUFFER_BYTES = 1 << 20;
    private static final int AUDIO_BUFFER_BYTES = 1 << 15;
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
    private final LossMark lossMark = new LossMark();
    private final OutgoingTypes types;
    private final int[] copiedFrom = new int[COPIED.size()];
    private final int[] copiedTo = new int[COPIED.size()];
    private final int midId;
    private final int absSendTimeId;
    private final int transportSequenceId;
    private final String mid;
    private boolean paused;

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

    LossMark lossMark() {
        return lossMark;
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
        if (paused || type < 0 || !peer.transport().writable()) {
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
        stamp(writer, nowNanos);
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
        count(target);
        if (rtx != null) {
            keep(target, packet.payloadLength(), nowNanos);
            peer.transmitRtp(target, nowNanos, out);
        } else if (peer.transmitRtp(target, nowNanos, out)) {
            // Without RTX a packet goes out again under its own index, where SRTP forbids other
            // bytes (RFC 3711 9.1, RFC 7714 8.3): the protected ones are kept.
            keep(target, packet.payloadLength(), nowNanos);
        }
    }

    private void count(PacketBuffer packet) {
        peer.router()
                .traffic()
                .packet(Traffic.Direction.OUT, Traffic.Kind.of(producer.kind()), packet.length());
    }

    private void keep(PacketBuffer packet, int payloadBytes, long nowNanos) {
        send.sent(packet, stream.sequence(), stream.timestamp(), payloadBytes, nowNanos);
    }

    /** The extensions that belong to the moment and the transport of sending. */
    private void stamp(RtpWriter writer, long nowNanos) {
        writer.text(midId, mid);
        if (absSendTimeId != 0) {
            writer.u24(absSendTimeId, AbsSendTime.ofNanos(nowNanos));
        }
        if (transportSequenceId != 0) {
            writer.u16(transportSequenceId, peer.nextTransportSequence());
        }
    }

    /** The receiver misses a packet: sends it again if that is kept and allowed. */
    void nacked(int sequenceNumber, long nowNanos, RouterOutput out) {
        PacketBuffer kept = peer.router().kept();
        if (send.nacked(sequenceNumber, kept, nowNanos) != Retransmit.SEND) {
            return;
        }
        OutgoingRtx retransmission = rtx;
        if (retransmission == null) {
            count(kept);
            peer.transport().transmitAgain(kept, out);
            return;
        }
        RtpPacket original = peer.router().keptView();
        if (!original.wrap(kept)) {
            return;
        }
        PacketBuffer target = peer.router().outgoing();
        RtpWriter writer = peer.router().writer();
        writer.start(target, original)
                .payloadType(retransmission.payloadType())
                .sequenceNumber(send.nextRtxSequenceNumber())
                .ssrc(retransmission.ssrc());
        stamp(writer, nowNanos);
        if (writer.rtx(sequenceNumber, kept, original.payloadOffset(), original.payloadLength())) {
            count(target);
            peer.transmitRtp(target, nowNanos, out);
        }
    }
}
