package foyer.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import foyer.sfu.wire.PacketBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Memory outside the heap for one packet and what goes with it. All contexts of a room share one,
 * which so stays in the core's cache however many there are; no packet in it outlives a call. Its
 * addresses hold for as long as somebody has this: the last call with one is fenced.
 */
final class Scratch {
    /** The initialization vector. */
    static final long VECTOR = 0;

    /** Where the library says how much it wrote. */
    static final long WRITTEN = 16;

    /** A word that is authenticated but stands elsewhere in the packet. */
    static final long WORD = 24;

    /** The parameter that says where the tag is, and the end of the list. */
    static final long PARAMETERS = 32;

    /** A digest. */
    static final long DIGEST = 128;

    /** The state of a digest. */
    static final long DIGEST_STATE = 160;

    /** The packet. */
    static final long PACKET = 320;

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int TAG_BYTES = 16;
    private MemorySegment memory = MemorySegment.NULL;
    private long address;
    private long packetBytes = -1;
    private int keys;

    /** Sees to it that there is room for a packet of the size. */
    Scratch withRoomFor(int bytes) {
        if (packetBytes < bytes) {
            packetBytes = Math.max(bytes, PacketBuffer.CAPACITY);
            // Freed when nobody has this any more.
            memory = Arena.ofAuto().allocate(PACKET + packetBytes, 64);
            address = memory.address();
            Libcrypto.putTagParameter(memory, PARAMETERS, TAG_BYTES);
        }
        return this;
    }

    /** Keys in the library's memory that belong to the contexts this is for. */
    int keys() {
        return keys;
    }

    void keyOpened() {
        keys++;
    }

    void keyClosed() {
        keys--;
    }

    MemorySegment memory() {
        return memory;
    }

    long address(long at) {
        return address + at;
    }

    void putI64(long at, long value) {
        memory.set(LONG, at, value);
    }

    void putI32(long at, int value) {
        putI32(memory, at, value);
    }

    static void putI32(MemorySegment memory, long at, int value) {
        memory.set(INT, at, value);
    }

    /** Points the parameter to a tag. */
    void tagAt(long tagAddress) {
        Libcrypto.pointTagParameter(memory, PARAMETERS, tagAddress);
    }

    /** Copies the packet in. */
    void take(PacketBuffer packet) {
        MemorySegment.copy(
                packet.array(), packet.offset(), memory, JAVA_BYTE, PACKET, packet.length());
    }

    /** Copies bytes back to where they belong in the packet. */
    void giveBack(PacketBuffer packet, int from, int bytes) {
        MemorySegment.copy(
                memory, JAVA_BYTE, PACKET + from, packet.array(), packet.offset() + from, bytes);
    }
}
