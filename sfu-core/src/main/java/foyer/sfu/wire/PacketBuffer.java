package foyer.sfu.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A mutable run of bytes in an array: one packet, with room behind it for what protection adds.
 * Indices count from the start of the packet, numbers are big-endian. Access outside {@code [0,
 * length)} throws, because a parser must have checked the length: it is our own bug.
 */
public final class PacketBuffer {
    /** Room for any datagram of an Ethernet path and what SRTP adds. */
    public static final int CAPACITY = 2048;

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array;
    private int offset;
    private int length;

    private PacketBuffer(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** An empty buffer that holds up to {@code capacity} bytes. */
    public static PacketBuffer allocate(int capacity) {
        return new PacketBuffer(new byte[capacity], 0, 0);
    }

    /** A view of the whole array: changes go through. */
    public static PacketBuffer wrap(byte[] array) {
        return new PacketBuffer(array, 0, array.length);
    }

    /** A view of a part of the array: changes go through. */
    public static PacketBuffer wrap(byte[] array, int offset, int length) {
        return new PacketBuffer(array, offset, length);
    }

    /** Puts this view over another run of bytes. */
    public PacketBuffer rewrap(byte[] newArray, int newOffset, int newLength) {
        Objects.checkFromIndexSize(newOffset, newLength, newArray.length);
        array = newArray;
        offset = newOffset;
        length = newLength;
        return this;
    }

    /** The backing array, for libraries that want one; the packet starts at {@link #offset()}. */
    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** How long the packet may become. */
    public int capacity() {
        return array.length - offset;
    }

    /**
     * Sets the packet's length, within {@link #capacity()}; new bytes at the end are whatever was
     * there.
     */
    public PacketBuffer length(int newLength) {
        Objects.checkFromIndexSize(offset, newLength, array.length);
        length = newLength;
        return this;
    }

    public int u8(int index) {
        return array[at(index, 1)] & 0xff;
    }

    public int u16(int index) {
        return (short) SHORT.get(array, at(index, 2)) & 0xffff;
    }

    public int u24(int index) {
        int at = at(index, 3);
        return (array[at] & 0xff) << 16 | (array[at + 1] & 0xff) << 8 | (array[at + 2] & 0xff);
    }

    public int i32(int index) {
        return (int) INT.get(array, at(index, 4));
    }

    public long u32(int index) {
        return i32(index) & 0xffff_ffffL;
    }

    public long i64(int index) {
        return (long) LONG.get(array, at(index, 8));
    }

    public void putU8(int index, int value) {
        array[at(index, 1)] = (byte) value;
    }

    public void putU16(int index, int value) {
        SHORT.set(array, at(index, 2), (short) value);
    }

    public void putU24(int index, int value) {
        int at = at(index, 3);
        array[at] = (byte) (value >>> 16);
        array[at + 1] = (byte) (value >>> 8);
        array[at + 2] = (byte) value;
    }

    public void putI32(int index, int value) {
        INT.set(array, at(index, 4), value);
    }

    public void putU32(int index, long value) {
        putI32(index, (int) value);
    }

    public void putI64(int index, long value) {
        LONG.set(array, at(index, 8), value);
    }

    public void putBytes(int index, byte[] source, int sourceOffset, int count) {
        System.arraycopy(source, sourceOffset, array, at(index, count), count);
    }

    public void getBytes(int index, byte[] target, int targetOffset, int count) {
        System.arraycopy(array, at(index, count), target, targetOffset, count);
    }

    /** Copies a part of another packet into this one. */
    public void putPacket(int index, PacketBuffer source, int sourceIndex, int count) {
        System.arraycopy(
                source.array, source.at(sourceIndex, count), array, at(index, count), count);
    }

    /** Makes this packet a copy of the other. */
    public PacketBuffer set(PacketBuffer source) {
        length(source.length);
        System.arraycopy(source.array, source.offset, array, offset, source.length);
        return this;
    }

    /** The packet's bytes in an array of their own. */
    public byte[] copy() {
        byte[] bytes = new byte[length];
        System.arraycopy(array, offset, bytes, 0, length);
        return bytes;
    }

    private int at(int index, int count) {
        Objects.checkFromIndexSize(index, count, length);
        return offset + index;
    }
}
