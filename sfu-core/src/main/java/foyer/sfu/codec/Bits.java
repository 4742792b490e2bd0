package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Numbers that do not begin at a byte; positions count bits from the packet's start. */
final class Bits {
    private Bits() {}

    /** The 0…32 bits at {@code position}, most significant first. */
    static int get(PacketBuffer packet, int position, int count) {
        int value = 0;
        int at = position;
        int left = count;
        while (left > 0) {
            int inByte = Math.min(left, 8 - (at & 7));
            int shift = 8 - (at & 7) - inByte;
            value = value << inByte | (packet.u8(at >> 3) >> shift & mask(inByte));
            at += inByte;
            left -= inByte;
        }
        return value;
    }

    static void put(PacketBuffer packet, int position, int count, long value) {
        int at = position;
        int left = count;
        while (left > 0) {
            int inByte = Math.min(left, 8 - (at & 7));
            int shift = 8 - (at & 7) - inByte;
            int part = (int) (value >>> (left - inByte)) & mask(inByte);
            int kept = packet.u8(at >> 3) & ~(mask(inByte) << shift);
            packet.putU8(at >> 3, kept | part << shift);
            at += inByte;
            left -= inByte;
        }
    }

    /** Copies bits; the two runs do not overlap. */
    static void copy(PacketBuffer source, int from, PacketBuffer target, int to, int count) {
        for (int done = 0; done < count; done += 32) {
            int step = Math.min(32, count - done);
            put(target, to + done, step, get(source, from + done, step));
        }
    }

    private static int mask(int count) {
        return (1 << count) - 1;
    }
}
