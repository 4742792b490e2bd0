package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The payloads that came last of one producer, once for all who are sent them: of what goes out a
 * {@link RetransmissionBuffer} then keeps only the head, which is each receiver's own.
 */
public final class PayloadMemory {
    private static final int SLAB_BYTES = 16 << 10;

    private final SlabRing ring;

    /** Where a payload lies; to be used again for another. */
    public static final class Held {
        private @Nullable Slab slab;
        private int generation;
        private int end;
        private int length;

        /** Nothing lies here. */
        public void clear() {
            slab = null;
            length = 0;
        }

        int length() {
            return length;
        }

        @Nullable Slab slab() {
            return slab;
        }

        int generation() {
            return generation;
        }

        int end() {
            return end;
        }
    }

    /**
     * @param maxBytes bound of the memory, in steps of 16 KiB
     * @param maxAgeNanos how long a payload is kept
     */
    public PayloadMemory(int maxBytes, long maxAgeNanos) {
        ring = new SlabRing(SLAB_BYTES, maxBytes, maxAgeNanos);
    }

    /** Takes a copy of a payload and notes where it lies; larger than 16 KiB is not kept. */
    public void hold(PacketBuffer packet, int offset, int length, Held held, long nowNanos) {
        held.clear();
        Slab slab = length <= 0 ? null : ring.keep(packet, offset, length, nowNanos);
        if (slab == null) {
            return;
        }
        held.slab = slab;
        held.generation = slab.generation;
        held.end = slab.used;
        held.length = length;
    }

    /**
     * Gives all memory back when the last payload is too old to be asked for.
     *
     * @return false while there is some
     */
    public boolean trim(long nowNanos) {
        if (!ring.isAlive(nowNanos)) {
            ring.clear();
        }
        return ring.capacityBytes() == 0;
    }

    /** The memory held. */
    public int capacityBytes() {
        return ring.capacityBytes();
    }
}
