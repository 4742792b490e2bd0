package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** The VP8 payload descriptor and the start of the payload header (RFC 7741 4.2, 4.3). */
enum Vp8Inspector implements PayloadInspector {
    INSTANCE;

    static final int X = 0x80;
    static final int N = 0x20;
    static final int S = 0x10;
    static final int PID = 0x07;
    static final int I = 0x80;
    static final int L = 0x40;
    static final int T = 0x20;
    static final int K = 0x10;
    static final int M = 0x80;
    static final int Y = 0x20;

    /** RFC 6386 9.1: what follows the frame tag of a key frame. */
    private static final int START_CODE = 0x9d012a;

    @Override
    public void inspect(
            PacketBuffer packet,
            int payloadOffset,
            int payloadLength,
            boolean marker,
            PayloadFacts facts) {
        if (!facts.begin(payloadLength, marker)) {
            return;
        }
        int end = PayloadFacts.end(payloadOffset, payloadLength);
        int header = payloadOffset + descriptorBytes(packet, payloadOffset, end);
        if (header <= payloadOffset || header >= end) {
            facts.malform();
            return;
        }
        int first = packet.u8(payloadOffset);
        boolean start = (first & S) != 0 && (first & PID) == 0;
        facts.set(PayloadFacts.START_OF_FRAME, start);
        facts.set(PayloadFacts.END_OF_FRAME, marker);
        facts.set(PayloadFacts.DISCARDABLE, (first & N) != 0);
        readExtension(packet, payloadOffset, facts);
        // RFC 7741 4.3: P is 0 in key frames
        if (start && (packet.u8(header) & 0x01) == 0) {
            facts.set(PayloadFacts.KEY_FRAME);
            readResolution(packet, header, end, facts);
        }
    }

    /** The bytes of the descriptor at {@code offset}, 0 when it does not end before {@code end}. */
    static int descriptorBytes(PacketBuffer packet, int offset, int end) {
        if (offset >= end) {
            return 0;
        }
        if ((packet.u8(offset) & X) == 0) {
            return 1;
        }
        if (offset + 1 >= end) {
            return 0;
        }
        int extension = packet.u8(offset + 1);
        int bytes = 2;
        if ((extension & I) != 0) {
            if (offset + bytes >= end) {
                return 0;
            }
            bytes += (packet.u8(offset + bytes) & M) != 0 ? 2 : 1;
        }
        if ((extension & L) != 0) {
            bytes++;
        }
        if ((extension & (T | K)) != 0) {
            bytes++;
        }
        return offset + bytes <= end ? bytes : 0;
    }

    /** Needs a descriptor that is complete. */
    private static void readExtension(PacketBuffer packet, int offset, PayloadFacts facts) {
        if ((packet.u8(offset) & X) == 0) {
            return;
        }
        int extension = packet.u8(offset + 1);
        int at = offset + 2;
        if ((extension & I) != 0) {
            boolean wide = (packet.u8(at) & M) != 0;
            facts.picture(wide ? packet.u16(at) & 0x7fff : packet.u8(at), wide ? 15 : 7);
            at += wide ? 2 : 1;
        }
        if ((extension & L) != 0) {
            facts.baseLayerIndex(packet.u8(at++));
        }
        if ((extension & T) != 0) {
            facts.layers(0, packet.u8(at) >> 6);
            facts.set(PayloadFacts.LAYER_SYNC, (packet.u8(at) & Y) != 0);
        }
        if ((extension & K) != 0) {
            facts.keyFrameIndex(packet.u8(at) & 0x1f);
        }
    }

    private static void readResolution(
            PacketBuffer packet, int header, int end, PayloadFacts facts) {
        if (header + 10 <= end && packet.u24(header + 3) == START_CODE) {
            // little-endian, the upper two bits are a scaling hint
            int width = packet.u8(header + 6) | (packet.u8(header + 7) & 0x3f) << 8;
            int height = packet.u8(header + 8) | (packet.u8(header + 9) & 0x3f) << 8;
            facts.addResolution(width, height);
        }
    }
}
