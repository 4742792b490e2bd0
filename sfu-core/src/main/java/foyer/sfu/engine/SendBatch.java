package foyer.sfu.engine;

import foyer.sfu.engine.Receivers.Receiver;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams of one socket that leave together: their bytes in memory outside of the heap, which is
 * used again for the next batch, and their order.
 */
final class SendBatch {
    private static final int FIRST_BYTES = 128 << 10;

    /** A frame to some hundreds of receivers. */
    private static final int MOST_BYTES = 256 << 10;

    private final SegmentPlan plan = new SegmentPlan();
    private final Receivers receivers = new Receivers();
    private final NativePacket place = new NativePacket();
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private MemorySegment segment = MemorySegment.NULL;
    private int[] offsets = new int[64];
    private int usedBytes;

    /**
     * Copies a datagram into the batch.
     *
     * @return false when there is no room: the batch has to leave first, and to {@link #grow}
     */
    boolean add(PacketBuffer packet, Path path, int mostSegments) {
        int bytes = packet.length();
        if (bytes > memory.capacity() - usedBytes) {
            return false;
        }
        memory.put(usedBytes, packet.array(), packet.offset(), bytes);
        take(path, bytes, mostSegments);
        return true;
    }

    /**
     * The place of the next datagram.
     *
     * @return null when there is no room, as with {@link #add}
     */
    @Nullable NativePacket place(int bytes) {
        return bytes > memory.capacity() - usedBytes
                ? null
                : place.rewrap(segment, usedBytes, bytes);
    }

    /** What was written to the place is a datagram. */
    void placed(Path path, int mostSegments) {
        take(path, place.length(), mostSegments);
    }

    private void take(Path path, int bytes, int mostSegments) {
        int number = plan.packets();
        if (number == offsets.length) {
            offsets = Arrays.copyOf(offsets, number * 2);
        }
        offsets[number] = usedBytes;
        usedBytes += bytes;
        plan.add(receivers.of(path).number(), bytes, mostSegments);
    }

    /** How long the datagram in the place is. */
    int placedBytes() {
        return place.length();
    }

    boolean isEmpty() {
        return plan.packets() == 0;
    }

    SegmentPlan plan() {
        return plan;
    }

    Receiver receiver(int run) {
        return receivers.get(plan.receiver(run));
    }

    /** Where all datagrams are. */
    ByteBuffer memory() {
        return memory;
    }

    /** Where a datagram is for the system. */
    long address(int packet) {
        return segment.address() + offsets[packet];
    }

    /** Where a datagram is in {@link #memory}. */
    int offset(int packet) {
        return offsets[packet];
    }

    /** Begins the next batch. */
    void clear() {
        plan.clear();
        receivers.trim();
        usedBytes = 0;
    }

    /** Makes room for more, up to a bound; the batch has to be empty. */
    void grow() {
        int bytes = Math.clamp(memory.capacity() * 2L, FIRST_BYTES, MOST_BYTES);
        if (bytes > memory.capacity()) {
            memory = ByteBuffer.allocateDirect(bytes);
            segment = MemorySegment.ofBuffer(memory);
        }
    }
}
