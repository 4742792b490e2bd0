package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Reads the facts of one payload format. Has no state: one instance serves all streams. */
public interface PayloadInspector {
    /**
     * Reads what stands in the first {@link PayloadFacts#INSPECTED_BYTES} bytes of a payload. The
     * facts are cleared first. An empty payload is malformed: padding-only packets are told apart
     * before.
     *
     * @param payloadOffset where the payload starts in the packet
     * @param payloadLength its bytes, without RTP padding
     * @param marker the RTP marker bit
     */
    void inspect(
            PacketBuffer packet,
            int payloadOffset,
            int payloadLength,
            boolean marker,
            PayloadFacts facts);

    static PayloadInspector of(CodecKind kind) {
        return switch (kind) {
            case OPUS -> OpusInspector.INSTANCE;
            case VP8 -> Vp8Inspector.INSTANCE;
            case VP9 -> Vp9Inspector.INSTANCE;
            case H264 -> H264Inspector.INSTANCE;
            case AV1 -> Av1Inspector.INSTANCE;
            case RED -> PlainInspector.AUDIO;
            case OTHER -> PlainInspector.UNKNOWN;
        };
    }
}
