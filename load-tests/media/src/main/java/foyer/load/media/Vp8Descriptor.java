package foyer.load.media;

import foyer.sfu.wire.PacketBuffer;

/**
 * The payload descriptor and what follows it at the start of a frame (RFC 7741 4.2, 4.3), with the
 * temporal layers that libvpx's two- and three-layer patterns have.
 */
final class Vp8Descriptor {
    /** X, then I, L, T and K, a picture id of 15 bits, TL0PICIDX, TID with Y and KEYIDX. */
    static final int BYTES = 6;

    /** RFC 6386 9.1: frame tag, start code, width and height. */
    static final int KEY_FRAME_HEADER_BYTES = 10;

    private static final int[][] TEMPORAL = {{0}, {0, 1}, {0, 2, 1, 2}};

    /** In the pattern of three the last frame of four builds upon more than the lowest layer. */
    private static final int UNSYNCED = 3;

    private final int[] pattern;
    private int inPattern = -1;
    private int pictureId;
    private int baseIndex;
    private int keyIndex;
    private boolean key;

    Vp8Descriptor(int temporalLayers) {
        pattern = TEMPORAL[temporalLayers - 1];
    }

    /** A key frame begins the pattern anew. */
    void nextFrame(boolean keyFrame) {
        key = keyFrame;
        inPattern = keyFrame ? 0 : (inPattern + 1) % pattern.length;
        pictureId = pictureId + 1 & 0x7fff;
        keyIndex = keyFrame ? keyIndex + 1 & 0x1f : keyIndex;
        baseIndex = temporalLayer() == 0 ? baseIndex + 1 & 0xff : baseIndex;
    }

    private int temporalLayer() {
        return pattern[inPattern];
    }

    /** Writes into a payload that has room for it; the rest stays what it is. */
    void write(PacketBuffer payload, boolean start, int height) {
        int temporal = temporalLayer();
        boolean highest = pattern.length > 1 && temporal == pattern[pattern.length - 1];
        boolean synced = temporal > 0 && inPattern != UNSYNCED;
        payload.putU8(0, 0x80 | (highest ? 0x20 : 0) | (start ? 0x10 : 0));
        payload.putU8(1, 0xf0);
        payload.putU16(2, 0x8000 | pictureId);
        payload.putU8(4, baseIndex);
        payload.putU8(5, temporal << 6 | (synced ? 0x20 : 0) | keyIndex);
        if (!start) {
            return;
        }
        // RFC 7741 4.3: P is 0 in key frames; then version 0, shown.
        payload.putU8(BYTES, 0x10 | (key ? 0 : 1));
        if (key) {
            int width = height * 16 / 9;
            payload.putU16(BYTES + 1, 0);
            payload.putU24(BYTES + 3, 0x9d012a);
            payload.putU16(BYTES + 6, Short.reverseBytes((short) width) & 0xffff);
            payload.putU16(BYTES + 8, Short.reverseBytes((short) height) & 0xffff);
        }
    }
}
