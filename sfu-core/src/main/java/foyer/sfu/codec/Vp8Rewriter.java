package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Writes counters into a VP8 payload descriptor where it stands (RFC 7741 4.2). */
public final class Vp8Rewriter {
    private Vp8Rewriter() {}

    /**
     * Replaces the counters that the descriptor has, each in the width it has. A negative value
     * leaves a counter as it is.
     *
     * @param pictureId its low 7 or 15 bits are written
     * @param tl0PicIdx its low 8 bits are written
     * @param keyIdx its low 5 bits are written
     * @return false when the descriptor does not fit in the packet; nothing is written then
     */
    public static boolean rewrite(
            PacketBuffer packet, int payloadOffset, int pictureId, int tl0PicIdx, int keyIdx) {
        if (Vp8Inspector.descriptorBytes(packet, payloadOffset, packet.length()) == 0) {
            return false;
        }
        if ((packet.u8(payloadOffset) & Vp8Inspector.X) == 0) {
            return true;
        }
        int extension = packet.u8(payloadOffset + 1);
        int at = payloadOffset + 2;
        if ((extension & Vp8Inspector.I) != 0) {
            at += putPictureId(packet, at, pictureId);
        }
        if ((extension & Vp8Inspector.L) != 0) {
            if (tl0PicIdx >= 0) {
                packet.putU8(at, tl0PicIdx);
            }
            at++;
        }
        if ((extension & Vp8Inspector.K) != 0 && keyIdx >= 0) {
            packet.putU8(at, (packet.u8(at) & 0xe0) | (keyIdx & 0x1f));
        }
        return true;
    }

    private static int putPictureId(PacketBuffer packet, int at, int pictureId) {
        boolean wide = (packet.u8(at) & Vp8Inspector.M) != 0;
        if (pictureId >= 0 && wide) {
            packet.putU16(at, 0x8000 | (pictureId & 0x7fff));
        } else if (pictureId >= 0) {
            packet.putU8(at, pictureId & 0x7f);
        }
        return wide ? 2 : 1;
    }
}
