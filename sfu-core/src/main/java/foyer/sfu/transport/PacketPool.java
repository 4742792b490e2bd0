package foyer.sfu.transport;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait to be sent, each with a buffer of its own. The transports of a room share one
 * pool; it keeps what it once needed, up to a bound.
 */
public final class PacketPool {
    private static final int MAX_FREE = 2048;

    /** A packet in a queue. */
    static final class Waiting {
        final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        int numberOffset;
        int sendTimeOffset;
        long sinceNanos;
        @Nullable Waiting next;
    }

    private @Nullable Waiting free;
    private int freeCount;

    Waiting take() {
        Waiting first = free;
        if (first == null) {
            return new Waiting();
        }
        free = first.next;
        first.next = null;
        freeCount--;
        return first;
    }

    void give(Waiting waiting) {
        if (freeCount < MAX_FREE) {
            waiting.next = free;
            free = waiting;
            freeCount++;
        }
    }
}
