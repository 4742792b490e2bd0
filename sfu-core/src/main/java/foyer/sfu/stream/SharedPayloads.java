package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of one incoming stream, kept once for all {@link RetransmissionBuffer}s of those who are
 * sent it: what differs between receivers is at a packet's beginning. Bounded in bytes and time.
 */
public final class SharedPayloads {
    private static final int SLAB_BYTES = 16 << 10;

    private final SlabRing ring;
    private @Nullable Slab slab;
    private int offset;
    private int length;

    /**
     * Begins empty.
     *
     * @param maxBytes bound of the copies' bytes, in steps of 16 KiB
     * @param maxAgeNanos how long a payload is kept
     */
    public SharedPayloads(int maxBytes, long maxAgeNanos) {
        ring = new SlabRing(SLAB_BYTES, maxBytes, maxAgeNanos);
    }

    /** Takes a copy of the end of a packet, which is the last one from now on. */
    public void keep(PacketBuffer packet, int from, int bytes, long nowNanos) {
        slab = ring.keep(packet, from, bytes, nowNanos);
        length = bytes;
        offset = slab == null ? 0 : slab.used - bytes;
    }

    /** Gives all memory back when the last payload is too old; false while there is some. */
    public boolean trim(long nowNanos) {
        if (!ring.isAlive(nowNanos)) {
            ring.clear();
            slab = null;
        }
        return ring.capacityBytes() == 0;
    }

    /** The memory held for copies. */
    public int capacityBytes() {
        return ring.capacityBytes();
    }

    /** Where the last one lies; null when it was too large to be kept. */
    @Nullable Slab lastSlab() {
        return slab;
    }

    int lastOffset() {
        return offset;
    }

    int lastLength() {
        return length;
    }
}
