package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Writes counters into a VP9 payload descriptor where it stands (RFC 9628 4.2). */
public final class Vp9Rewriter {
    private Vp9Rewriter() {}

    /**
     * Replaces the counters that the descriptor has, each in the width it has. A negative value
     * leaves a counter as it is. References of flexible mode are distances: they stay right as long
     * as the picture ids of one source are all moved by the same.
     *
     * @param pictureId its low 7 or 15 bits are written
     * @param tl0PicIdx its low 8 bits are written
     * @return false when the descriptor does not fit in the packet; nothing is written then
     */
    public static boolean rewrite(
            PacketBuffer packet, int payloadOffset, int pictureId, int tl0PicIdx) {
        int end = packet.length();
        if (payloadOffset >= end) {
            return false;
        }
        int first = packet.u8(payloadOffset);
        boolean numbered = (first & Vp9Inspector.I) != 0;
        int at = payloadOffset + 1;
        if (numbered && at >= end) {
            return false;
        }
        boolean wide = numbered && (packet.u8(at) & 0x80) != 0;
        int layers = at + (numbered ? wide ? 2 : 1 : 0);
        // RFC 9628 4.2: F without I is to be ignored
        boolean indexed =
                (first & Vp9Inspector.L) != 0 && !(numbered && (first & Vp9Inspector.F) != 0);
        if (layers + (indexed ? 2 : 0) > end) {
            return false;
        }
        if (wide && pictureId >= 0) {
            packet.putU16(at, 0x8000 | (pictureId & 0x7fff));
        } else if (numbered && pictureId >= 0) {
            packet.putU8(at, pictureId & 0x7f);
        }
        if (indexed && tl0PicIdx >= 0) {
            packet.putU8(layers + 1, tl0PicIdx);
        }
        return true;
    }
}
