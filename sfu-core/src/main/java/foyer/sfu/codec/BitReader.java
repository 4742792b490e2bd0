package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Reads bits, most significant first, up to a limit; behind it there are zeros and a flag. */
final class BitReader {
    private static final PacketBuffer NOTHING = PacketBuffer.allocate(0);

    private PacketBuffer packet = NOTHING;
    private int start;
    private int position;
    private int limit;
    private boolean overrun;

    void open(PacketBuffer source, int offset, int length) {
        packet = source;
        start = offset * 8;
        position = start;
        limit = (offset + length) * 8;
        overrun = false;
    }

    /** Lets the packet go. */
    void close() {
        open(NOTHING, 0, 0);
    }

    /** True once more was asked for than there is. */
    boolean overrun() {
        return overrun;
    }

    /** Bits read so far. */
    int consumed() {
        return position - start;
    }

    boolean flag() {
        return bits(1) != 0;
    }

    /** The next 0…32 bits; 32 come as a negative number when the first is set. */
    int bits(int count) {
        if (count > limit - position) {
            overrun = true;
            position = limit;
            return 0;
        }
        int value = Bits.get(packet, position, count);
        position += count;
        return value;
    }

    /** ns(n), a number in 0…n−1 (AV1 bitstream specification 4.10.7). */
    int nonSymmetric(int n) {
        int width = 32 - Integer.numberOfLeadingZeros(n);
        int small = (1 << width) - n;
        int value = bits(width - 1);
        return value < small ? value : (value << 1) - small + bits(1);
    }
}
