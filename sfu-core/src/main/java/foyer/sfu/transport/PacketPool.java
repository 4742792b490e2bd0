package foyer.sfu.transport;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait to be sent, each with a buffer of its own. The transports of a room share one
 * pool; it keeps what it needed lately, up to a bound.
 */
public final class PacketPool {
    private static final int MAX_FREE = 2048;
    private static final long TRIM_NANOS = 1_000_000_000L;

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

    /** Since the last trim there were never fewer. */
    private int leastFree;

    private long trimmedNanos;

    Waiting take() {
        Waiting first = free;
        if (first == null) {
            leastFree = 0;
            return new Waiting();
        }
        free = first.next;
        first.next = null;
        freeCount--;
        leastFree = Math.min(leastFree, freeCount);
        return first;
    }

    void give(Waiting waiting) {
        if (freeCount < MAX_FREE) {
            waiting.next = free;
            free = waiting;
            freeCount++;
        }
    }

    /**
     * Once a second, half of what was not needed since the last time is given back.
     *
     * @return false while something is kept
     */
    public boolean trim(long nowNanos) {
        if (nowNanos - trimmedNanos >= TRIM_NANOS) {
            trimmedNanos = nowNanos;
            for (int left = (leastFree + 1) / 2; left > 0 && free != null; left--) {
                free = free.next;
                freeCount--;
            }
            leastFree = freeCount;
        }
        return freeCount == 0;
    }

    /** Packets that are kept and not needed now. */
    int free() {
        return freeCount;
    }
}
