package foyer.sfu.wire;

/** Serial-number arithmetic (RFC 1982) on 16 and 32 bits: order and distance with wrap-around. */
public final class SerialNumbers {
    private SerialNumbers() {}

    /** The signed way from {@code from} to {@code to}, −32768…32767. */
    public static int distance16(int from, int to) {
        return (short) (to - from);
    }

    /** True when {@code candidate} comes after {@code reference}. */
    public static boolean isAfter16(int candidate, int reference) {
        return distance16(reference, candidate) > 0;
    }

    /** The signed way from {@code from} to {@code to} on unsigned 32-bit numbers. */
    public static int distance32(long from, long to) {
        return (int) (to - from);
    }

    /** The 64-bit number nearest to {@code reference} whose low 16 bits are {@code value}. */
    public static long extend16(long reference, int value) {
        return reference + distance16((int) reference & 0xffff, value);
    }
}
