package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Sizes in AV1 (bitstream specification 4.10.5), as far as a packet can hold them. */
final class Leb128 {
    /** 28 bits of value: more than any packet. */
    private static final int MAX_BYTES = 4;

    private Leb128() {}

    /** How many bytes the number at {@code from} takes; 0 when it is cut by {@code end} or huge. */
    static int bytes(PacketBuffer packet, int from, int end) {
        int limit = Math.min(end, from + MAX_BYTES);
        for (int at = from; at < limit; at++) {
            if ((packet.u8(at) & 0x80) == 0) {
                return at + 1 - from;
            }
        }
        return 0;
    }

    static int value(PacketBuffer packet, int from, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (packet.u8(from + i) & 0x7f) << (7 * i);
        }
        return value;
    }
}
