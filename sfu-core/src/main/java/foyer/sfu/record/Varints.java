package foyer.sfu.record;

/** Numbers in seven bits a byte, lowest first (LEB128); signed ones zigzag as in protobuf. */
final class Varints {
    static final int MAX_BYTES = 10;

    private Varints() {}

    /** Writes an unsigned number and returns the index behind it. */
    static int put(byte[] target, int index, long value) {
        int at = index;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    /** Small numbers of either sign as small unsigned ones. */
    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
