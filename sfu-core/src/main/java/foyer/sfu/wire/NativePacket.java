package foyer.sfu.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A run of bytes outside the heap: the place of one datagram in a batch that is to be sent. A view
 * that is put over one place after the other; the memory is its owner's, who keeps it alive while
 * the view is used.
 */
public final class NativePacket {
    private MemorySegment memory = MemorySegment.NULL;
    private long offset;
    private int capacity;
    private int length;

    /** Puts this view over another run of bytes; it is empty then. */
    public NativePacket rewrap(MemorySegment newMemory, long newOffset, int newCapacity) {
        if (!newMemory.isNative()) {
            throw new IllegalArgumentException("memory in the heap: " + newMemory);
        }
        if (newOffset < 0 || newCapacity < 0 || newOffset > newMemory.byteSize() - newCapacity) {
            throw new IndexOutOfBoundsException(
                    newOffset + " + " + newCapacity + " of " + newMemory.byteSize());
        }
        memory = newMemory;
        offset = newOffset;
        capacity = newCapacity;
        length = 0;
        return this;
    }

    public MemorySegment memory() {
        return memory;
    }

    /** Where in {@link #memory()} the datagram begins. */
    public long offset() {
        return offset;
    }

    /** For functions that want a pointer. */
    public long address() {
        return memory.address() + offset;
    }

    public int length() {
        return length;
    }

    /** How long the datagram may become. */
    public int capacity() {
        return capacity;
    }

    /** Sets the datagram's length; new bytes at the end are whatever was there. */
    public NativePacket length(int newLength) {
        if (newLength < 0 || newLength > capacity) {
            throw new IndexOutOfBoundsException(newLength + " of " + capacity);
        }
        length = newLength;
        return this;
    }

    /** Makes this a copy of the packet. */
    public NativePacket set(PacketBuffer packet) {
        length(packet.length());
        MemorySegment.copy(
                packet.array(),
                packet.offset(),
                memory,
                ValueLayout.JAVA_BYTE,
                offset,
                packet.length());
        return this;
    }

    /** The datagram's bytes in an array of their own. */
    public byte[] copy() {
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
        return bytes;
    }
}
