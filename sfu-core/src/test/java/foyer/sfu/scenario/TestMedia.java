package foyer.sfu.scenario;

import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.wire.PacketBuffer;
import java.util.List;

/**
 * Payloads that look like Opus and VP8 (RFC 7741 4.2) from outside, and say inside what they are,
 * so that a receiver can judge what became of them.
 */
final class TestMedia {
    private static final int VP8_DESCRIPTOR_BYTES = 6;
    private static final int VP8_HEADER_BYTES = 10;

    /** Descriptor and header, filled up to this. */
    private static final int LAYERED_HEADER_BYTES = 8;

    /** As long as the longest of the headers. */
    private static final int H264_HEADER_BYTES = 16;

    private static final int VIDEO_FACTS_BYTES = 30;
    private static final int AUDIO_FACTS_BYTES = 14;

    static final int MIN_VIDEO_BYTES = VP8_DESCRIPTOR_BYTES + VP8_HEADER_BYTES + VIDEO_FACTS_BYTES;

    /** No frame is needed to decode this one. */
    static final int NO_REFERENCE = -1;

    private TestMedia() {}

    /**
     * One packet of a frame.
     *
     * @param layer the simulcast stream or spatial layer, 0 is the smallest
     * @param frame counts the frames of the layer
     * @param reference the number of the layer's frame that this one builds on
     * @param second another one, or {@link #NO_REFERENCE}
     * @param base what it needs besides
     * @param captureNanos when the camera saw it, in virtual time
     */
    record VideoFacts(
            int layer,
            int temporal,
            int index,
            int count,
            int frame,
            int reference,
            int second,
            Base base,
            long captureNanos) {
        VideoFacts(
                int layer,
                int temporal,
                int index,
                int count,
                int frame,
                int reference,
                long captureNanos) {
            this(
                    layer,
                    temporal,
                    index,
                    count,
                    frame,
                    reference,
                    NO_REFERENCE,
                    Base.NOTHING,
                    captureNanos);
        }

        /** Decodable with nothing before it. */
        boolean isKey() {
            return reference == NO_REFERENCE && base == Base.NOTHING;
        }
    }

    /** What a frame needs of the spatial layer below. */
    enum Base {
        NOTHING,
        /** The frame of the same number. */
        SAME_PICTURE
    }

    /** One packet of audio. */
    record AudioFacts(int number, long captureNanos, int level) {}

    /**
     * VP8.
     *
     * @param sync only frames of temporal layer 0 are needed
     */
    static void writeVideo(
            PacketBuffer target,
            VideoFacts facts,
            boolean sync,
            int pictureId,
            int tl0PicIdx,
            int bytes) {
        target.length(bytes);
        target.putU8(
                0, 0x80 | (facts.temporal() == 2 ? 0x20 : 0) | (facts.index() == 0 ? 0x10 : 0));
        target.putU8(1, 0x80 | 0x40 | 0x20);
        target.putU16(2, 0x8000 | pictureId);
        target.putU8(4, tl0PicIdx);
        target.putU8(5, facts.temporal() << 6 | (sync ? 0x20 : 0));
        int at = VP8_DESCRIPTOR_BYTES;
        // RFC 6386 9.1: bit 0 is 0 in key frames, whose tag is followed by a start code
        target.putU8(at, facts.isKey() ? 0x10 : 0x11);
        target.putU16(at + 1, 0);
        target.putU24(at + 3, 0x9d012a);
        target.putI32(at + 6, 0x8002_e001);
        writeFacts(target, at + VP8_HEADER_BYTES, facts);
    }

    /** What a VP9 descriptor says besides the facts (RFC 9628 4.2). */
    record Vp9(
            int spatial,
            boolean flexible,
            boolean switchingUp,
            boolean leaf,
            int pictureId,
            int tl0PicIdx,
            List<Integer> differences) {
        Vp9 {
            differences = List.copyOf(differences);
        }
    }

    static void writeVp9(PacketBuffer target, VideoFacts facts, Vp9 vp9, int bytes) {
        target.length(bytes);
        boolean predicted = facts.reference() != NO_REFERENCE;
        target.putU8(
                0,
                0xa0
                        | (predicted ? 0x40 : 0)
                        | (vp9.flexible() ? 0x10 : 0)
                        | (facts.index() == 0 ? 0x08 : 0)
                        | (facts.index() == facts.count() - 1 ? 0x04 : 0)
                        | (vp9.leaf() ? 0x01 : 0));
        target.putU16(1, 0x8000 | vp9.pictureId());
        target.putU8(
                3,
                facts.temporal() << 5
                        | (vp9.switchingUp() ? 0x10 : 0)
                        | vp9.spatial() << 1
                        | (facts.base() == Base.NOTHING ? 0 : 1));
        int at = 4;
        if (!vp9.flexible()) {
            target.putU8(at++, vp9.tl0PicIdx());
        }
        for (int i = 0; i < vp9.differences().size(); i++) {
            boolean more = i < vp9.differences().size() - 1;
            target.putU8(at++, vp9.differences().get(i) << 1 | (more ? 1 : 0));
        }
        while (at < LAYERED_HEADER_BYTES) {
            target.putU8(at++, 0);
        }
        writeFacts(target, LAYERED_HEADER_BYTES, facts);
    }

    /** One OBU of a frame; what it is stands in the dependency descriptor. */
    static void writeAv1(PacketBuffer target, VideoFacts facts, int bytes) {
        target.length(bytes);
        target.putU8(0, 0x10 | (facts.isKey() && facts.index() == 0 ? 0x08 : 0));
        target.putU8(1, 6 << 3);
        for (int at = 2; at < LAYERED_HEADER_BYTES; at++) {
            target.putU8(at, 0);
        }
        writeFacts(target, LAYERED_HEADER_BYTES, facts);
    }

    /**
     * H.264 (RFC 6184): a key frame begins with an aggregate of SPS, PPS and SEI, whatever is
     * longer than a packet comes in fragments.
     *
     * @param parameters whether SPS and PPS stand before a picture in one packet that is no IDR
     */
    static void writeH264(PacketBuffer target, VideoFacts facts, boolean parameters, int bytes) {
        target.length(bytes);
        for (int at = 0; at < H264_HEADER_BYTES; at++) {
            target.putU8(at, 0x80);
        }
        if (facts.isKey() && facts.index() == 0) {
            writeAggregate(target, 0x06);
        } else if (facts.count() > 1) {
            boolean first = facts.index() == (facts.isKey() ? 1 : 0);
            boolean last = facts.index() == facts.count() - 1;
            target.putU8(0, facts.isKey() ? 0x7c : 0x5c);
            target.putU8(1, (first ? 0x80 : 0) | (last ? 0x40 : 0) | (facts.isKey() ? 5 : 1));
        } else if (parameters) {
            writeAggregate(target, 0x41);
        } else {
            target.putU8(0, 0x41);
        }
        writeFacts(target, H264_HEADER_BYTES, facts);
    }

    /** STAP-A of SPS, PPS and one unit more. */
    private static void writeAggregate(PacketBuffer target, int unit) {
        target.putU8(0, 0x78);
        target.putU16(1, 4);
        target.putI32(3, 0x6742_e01f);
        target.putU16(7, 2);
        target.putU16(9, 0x68ce);
        target.putU16(11, target.length() - 13);
        target.putU8(13, unit);
    }

    static VideoFacts readH264(RtpPacket packet) {
        return readFacts(packet, packet.payloadOffset() + H264_HEADER_BYTES);
    }

    /** VP9 or AV1. */
    static VideoFacts readLayered(RtpPacket packet) {
        return readFacts(packet, packet.payloadOffset() + LAYERED_HEADER_BYTES);
    }

    private static void writeFacts(PacketBuffer target, int at, VideoFacts facts) {
        target.putU8(at, facts.layer());
        target.putU8(at + 1, facts.temporal());
        target.putU8(at + 2, facts.index());
        target.putU8(at + 3, facts.count());
        target.putI32(at + 4, facts.frame());
        target.putI32(at + 8, facts.reference());
        target.putI64(at + 12, facts.captureNanos());
        target.putI32(at + 20, target.length());
        target.putI32(at + 24, facts.second());
        target.putU16(at + 28, facts.base() == Base.NOTHING ? 0 : 1);
        fill(target, at + VIDEO_FACTS_BYTES, facts.frame() * 31 + facts.index());
    }

    /** Reads and checks; throws where the bytes are not what was written. */
    static VideoFacts readVideo(RtpPacket packet) {
        return readFacts(packet, packet.payloadOffset() + VP8_DESCRIPTOR_BYTES + VP8_HEADER_BYTES);
    }

    private static VideoFacts readFacts(RtpPacket packet, int at) {
        PacketBuffer buffer = packet.buffer();
        if (buffer.i32(at + 20) != packet.payloadLength()) {
            throw new AssertionError("payload of " + packet.payloadLength() + " bytes is changed");
        }
        VideoFacts facts =
                new VideoFacts(
                        buffer.u8(at),
                        buffer.u8(at + 1),
                        buffer.u8(at + 2),
                        buffer.u8(at + 3),
                        buffer.i32(at + 4),
                        buffer.i32(at + 8),
                        buffer.i32(at + 24),
                        buffer.u16(at + 28) == 0 ? Base.NOTHING : Base.SAME_PICTURE,
                        buffer.i64(at + 12));
        check(buffer, at + VIDEO_FACTS_BYTES, facts.frame() * 31 + facts.index());
        return facts;
    }

    static int vp9PictureId(RtpPacket packet) {
        return packet.buffer().u16(packet.payloadOffset() + 1) & 0x7fff;
    }

    /** −1 in flexible mode, where there is none. */
    static int vp9Tl0PicIdx(RtpPacket packet) {
        boolean flexible = (packet.buffer().u8(packet.payloadOffset()) & 0x10) != 0;
        return flexible ? -1 : packet.buffer().u8(packet.payloadOffset() + 4);
    }

    static int pictureId(RtpPacket packet) {
        return packet.buffer().u16(packet.payloadOffset() + 2) & 0x7fff;
    }

    static int tl0PicIdx(RtpPacket packet) {
        return packet.buffer().u8(packet.payloadOffset() + 4);
    }

    static void writeAudio(PacketBuffer target, AudioFacts facts, int bytes) {
        target.length(bytes);
        // RFC 6716 3.1: CELT, fullband, 20 ms, stereo, one frame
        target.putU8(0, 31 << 3 | 0x04);
        target.putI32(1, facts.number());
        target.putI64(5, facts.captureNanos());
        target.putU8(13, facts.level());
        fill(target, AUDIO_FACTS_BYTES, facts.number());
    }

    static AudioFacts readAudio(RtpPacket packet) {
        PacketBuffer buffer = packet.buffer();
        int at = packet.payloadOffset();
        AudioFacts facts =
                new AudioFacts(buffer.i32(at + 1), buffer.i64(at + 5), buffer.u8(at + 13));
        check(buffer, at + AUDIO_FACTS_BYTES, facts.number());
        return facts;
    }

    private static void fill(PacketBuffer target, int from, int pattern) {
        for (int at = from; at + 4 <= target.length(); at += 4) {
            target.putI32(at, pattern + at - from);
        }
    }

    private static void check(PacketBuffer buffer, int from, int pattern) {
        for (int at = from; at + 4 <= buffer.length(); at += 4) {
            if (buffer.i32(at) != pattern + at - from) {
                throw new AssertionError("payload changed at " + (at - from));
            }
        }
    }
}
