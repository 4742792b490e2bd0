package foyer.sfu.router;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.forward.ForwardedStream;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.PayloadMemory;
import foyer.sfu.stream.RetransmissionBuffer;
import foyer.sfu.stream.Retransmit;
import foyer.sfu.stream.SendStream;
import foyer.sfu.transport.PacedSender;
import foyer.sfu.transport.TransportOutput;
import foyer.sfu.wire.PacketBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The packets of one consumer as its receiver gets them, and their retransmissions. */
final class OutgoingStream {
    /** Beginnings of packets, the rest being in {@link PayloadMemory}. */
    private static final int SHARED_SLAB_BYTES = 4 << 10;

    private static final int SHARED_BUFFER_BYTES = 256 << 10;

    /** Whole packets of audio, or of video to a receiver without RTX. */
    private static final int AUDIO_SLAB_BYTES = 2 << 10;

    private static final int AUDIO_BUFFER_BYTES = 32 << 10;
    private static final int VIDEO_SLAB_BYTES = 16 << 10;
    private static final int VIDEO_BUFFER_BYTES = 1 << 20;

    /** RFC 3550 5.1: the count has eight bits. */
    private static final int MAX_PADDING = 255;

    /** How long a packet may be asked for again. */
    static final long BUFFER_NANOS = 1_500_000_000L;

    /** Audio is played or given up earlier than that. */
    private static final long AUDIO_BUFFER_NANOS = 1_000_000_000L;

    /** What of a payload may be rewritten for a receiver: the longest payload descriptor. */
    private static final int REWRITTEN_BYTES = 16;

    /** Extensions whose value is the sender's: copied under the receiver's id. */
    private static final List<HeaderExtension> COPIED =
            List.of(
                    HeaderExtension.AUDIO_LEVEL,
                    HeaderExtension.VIDEO_ORIENTATION,
                    HeaderExtension.PLAYOUT_DELAY,
                    HeaderExtension.ABS_CAPTURE_TIME);

    private final Peer peer;
    private final Traffic.Kind kind;
    private final long ssrc;
    private final @Nullable OutgoingRtx rtx;
    private final SendStream send;
    private final OutgoingTypes types;
    private final int[] copiedFrom = new int[COPIED.size()];
    private final int[] copiedTo = new int[COPIED.size()];
    private final int midId;
    private final int absSendTimeId;
    private final int transportSequenceId;
    private final int descriptorFrom;
    private final int descriptorTo;
    private final int markingFrom;
    private final int markingTo;
    private final String mid;

    OutgoingStream(Peer peer, Producer producer, RtpParameters parameters) {
        this.peer = peer;
        this.kind = Traffic.Kind.of(producer.kind());
        this.mid = Objects.requireNonNullElse(parameters.mid(), "");
        RtpEncodingParameters encoding = parameters.encodings().getFirst();
        this.ssrc = Objects.requireNonNull(encoding.ssrc());
        this.rtx = OutgoingRtx.of(parameters);
        this.types = new OutgoingTypes(producer, parameters);
        this.send =
                new SendStream(
                        producer.codecs().first().clockRate(),
                        peer.router().chance().sequenceNumber(),
                        buffer(producer.kind(), parameters));
        ExtensionIds ids = ExtensionIds.of(parameters.headerExtensions());
        this.midId = ids.id(HeaderExtension.MID);
        this.absSendTimeId = ids.id(HeaderExtension.ABS_SEND_TIME);
        this.transportSequenceId = ids.id(HeaderExtension.TRANSPORT_WIDE_CC);
        this.descriptorTo = ids.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        this.descriptorFrom = descriptorTo == 0 ? 0 : producer.descriptorId();
        this.markingTo = ids.id(HeaderExtension.FRAME_MARKING);
        this.markingFrom = producer.frameMarkingId();
        for (int i = 0; i < copiedTo.length; i++) {
            copiedTo[i] = ids.id(COPIED.get(i));
            copiedFrom[i] = producer.extensions().id(COPIED.get(i));
        }
    }

    /** Null for a receiver that will not ask. */
    private @Nullable RetransmissionBuffer buffer(MediaKind media, RtpParameters parameters) {
        boolean asks =
                parameters.codecs().stream()
                        .flatMap(codec -> codec.rtcpFeedback().stream())
                        .anyMatch(feedback ->
                                feedback.type().equals("nack") && feedback.parameter().isEmpty());
        if (!asks) {
            return null;
        }
        if (rtx != null) {
            return new RetransmissionBuffer(SHARED_SLAB_BYTES, SHARED_BUFFER_BYTES, BUFFER_NANOS);
        }
        return media == MediaKind.VIDEO
                ? new RetransmissionBuffer(VIDEO_SLAB_BYTES, VIDEO_BUFFER_BYTES, BUFFER_NANOS)
                : new RetransmissionBuffer(
                        AUDIO_SLAB_BYTES, AUDIO_BUFFER_BYTES, AUDIO_BUFFER_NANOS);
    }

    long ssrc() {
        return ssrc;
    }

    SendStream send() {
        return send;
    }

    /** Whether the receiver takes the producer's payload type. */
    boolean takes(int payloadType) {
        return types.outgoing(payloadType) >= 0;
    }

    /** Sends a packet just accepted. */
    void transmit(GatheredPacket gathered, ForwardedStream stream, RouterOutput out) {
        RtpPacket packet = gathered.packet();
        PacketBuffer target = peer.router().scratch().outgoing();
        RtpWriter writer = start(packet, stream).marker(stream.marker());
        for (int i = 0; i < copiedTo.length; i++) {
            if (copiedTo[i] != 0 && copiedFrom[i] != 0) {
                writer.copy(copiedTo[i], packet, copiedFrom[i]);
            }
        }
        int marking = RtpExtensions.frameMarking(packet, markingFrom);
        if (marking >= 0) {
            // Without the count of base-layer frames, which jumps where the stream changes.
            writer.u8(markingTo, marking);
        }
        if (descriptorFrom != 0) {
            PacketBuffer descriptor = peer.router().scratch().kept();
            int bytes =
                    stream.writeDescriptor(gathered.stream(), packet, descriptorFrom, descriptor);
            if (bytes > 0) {
                writer.extension(descriptorTo, descriptor, 0, bytes);
            }
        }
        int payloadBytes = packet.payloadLength();
        if (writer.payload(packet.buffer(), packet.payloadOffset(), payloadBytes)) {
            stream.rewritePayload(target, target.length() - payloadBytes);
            transmit(
                    target,
                    payloadBytes,
                    gathered.payload(),
                    gathered.evening(),
                    stream,
                    gathered.nowNanos(),
                    out);
        }
    }

    /** Sends a packet's number without anything in it, so that nobody asks for it. */
    void fill(RtpPacket packet, ForwardedStream stream, long nowNanos, RouterOutput out) {
        RtpWriter writer = start(packet, stream).marker(false);
        if (writer.payload(packet.buffer(), packet.payloadOffset(), 0)) {
            transmit(peer.router().scratch().outgoing(), 0, null, 0, stream, nowNanos, out);
        }
    }

    private RtpWriter start(RtpPacket packet, ForwardedStream stream) {
        RtpWriter writer = peer.router().scratch().writer();
        writer.start(peer.router().scratch().outgoing(), packet)
                .payloadType(types.outgoing(packet.payloadType()))
                .sequenceNumber(stream.sequence())
                .timestamp(stream.timestamp())
                .ssrc(ssrc);
        stamp(writer);
        return writer;
    }

    private void transmit(
            PacketBuffer target,
            int payloadBytes,
            PayloadMemory.@Nullable Held payload,
            int padding,
            ForwardedStream stream,
            long nowNanos,
            RouterOutput out) {
        if (rtx != null) {
            int sharedBytes = payload == null ? 0 : Math.max(0, payloadBytes - REWRITTEN_BYTES);
            keep(target, sharedBytes, payload, payloadBytes, stream, nowNanos);
        }
        // What is sent again by RTX is written anew, without padding.
        peer.router().scratch().writer().lengthen(padding);
        count(target);
        boolean left =
                pace(
                        rtx != null ? PacedSender.Kind.VIDEO : PacedSender.Kind.IMMEDIATE,
                        nowNanos,
                        out);
        if (rtx == null && left) {
            // Without RTX a packet goes out again under its own index, where SRTP forbids other
            // bytes (RFC 3711 9.1, RFC 7714 8.3): the protected ones are kept.
            keep(target, 0, null, payloadBytes, stream, nowNanos);
        }
    }

    private void count(PacketBuffer packet) {
        peer.router().traffic().packet(Traffic.Direction.OUT, kind, packet.length());
    }

    private void keep(
            PacketBuffer packet,
            int sharedBytes,
            PayloadMemory.@Nullable Held payload,
            int payloadBytes,
            ForwardedStream stream,
            long nowNanos) {
        send.sent(
                packet,
                packet.length() - sharedBytes,
                payload,
                stream.sequence(),
                stream.timestamp(),
                payloadBytes,
                nowNanos);
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
        PacketBuffer kept = peer.router().scratch().kept();
        if (send.nacked(sequenceNumber, kept, nowNanos) != Retransmit.SEND) {
            return;
        }
        OutgoingRtx retransmission = rtx;
        if (retransmission == null) {
            count(kept);
            peer.downlink().transmitAgain(kept, nowNanos, out);
            return;
        }
        if (writeRtx(retransmission, sequenceNumber, kept)) {
            count(peer.router().scratch().outgoing());
            pace(PacedSender.Kind.RETRANSMISSION, nowNanos, out);
        }
    }

    private boolean writeRtx(OutgoingRtx retransmission, int sequenceNumber, PacketBuffer kept) {
        RtpPacket original = peer.router().scratch().keptView();
        if (!original.wrap(kept)) {
            return false;
        }
        PacketBuffer target = peer.router().scratch().outgoing();
        RtpWriter writer = peer.router().scratch().writer();
        writer.start(target, original)
                .payloadType(retransmission.payloadType())
                .sequenceNumber(send.nextRtxSequenceNumber())
                .ssrc(retransmission.ssrc());
        stamp(writer);
        for (int id : copiedTo) {
            writer.copy(id, original, id);
        }
        writer.copy(descriptorTo, original, descriptorTo);
        writer.copy(markingTo, original, markingTo);
        return writer.rtx(sequenceNumber, kept, original.payloadOffset(), original.payloadLength());
    }

    /** Sends what the router's writer has finished. */
    private boolean pace(PacedSender.Kind kind, long nowNanos, RouterOutput out) {
        RtpWriter writer = peer.router().scratch().writer();
        return peer.downlink()
                .transmit(
                        peer.router().scratch().outgoing(),
                        kind,
                        writer.extensionOffset(transportSequenceId),
                        writer.extensionOffset(absSendTimeId),
                        nowNanos,
                        out);
    }

    /**
     * Sends something for a probe: one of the last packets once more, or nothing but padding where
     * little is wanted. Both go as retransmissions, so that the media has no gaps in its numbers.
     *
     * @param timestamp of the last packet
     */
    boolean transmitProbe(int bytes, long timestamp, long nowNanos, TransportOutput out) {
        OutgoingRtx retransmission = rtx;
        if (retransmission == null || transportSequenceId == 0) {
            return false;
        }
        PacketBuffer kept = peer.router().scratch().kept();
        int recent = bytes > MAX_PADDING ? send.recent(kept, nowNanos) : -1;
        RtpWriter writer = peer.router().scratch().writer();
        if (recent < 0 || !writeRtx(retransmission, recent, kept)) {
            writer.start(peer.router().scratch().outgoing())
                    .payloadType(retransmission.payloadType())
                    .sequenceNumber(send.nextRtxSequenceNumber())
                    .timestamp(timestamp)
                    .ssrc(retransmission.ssrc());
            stamp(writer);
            writer.padding(Math.min(bytes, MAX_PADDING));
        }
        count(peer.router().scratch().outgoing());
        return peer.downlink()
                .sender()
                .transmitProbe(
                        peer.router().scratch().outgoing(),
                        writer.extensionOffset(transportSequenceId),
                        writer.extensionOffset(absSendTimeId),
                        nowNanos,
                        out);
    }
}
