package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes kept in the order in which they come and forgotten in the same, a slab at a time: bounded
 * in bytes and time. It begins empty, grows while what it has is younger than the time bound and
 * shrinks when the rate falls. At a constant rate nothing is allocated.
 */
final class SlabRing {
    private final int slabBytes;
    private final int maxSlabs;
    private final long maxAgeNanos;
    private @Nullable Slab head;
    private int slabs;

    /**
     * A ring without memory.
     *
     * @param maxBytes its bound, in steps of {@code slabBytes}
     * @param maxAgeNanos how long bytes are kept at least, within the bound
     */
    SlabRing(int slabBytes, int maxBytes, long maxAgeNanos) {
        if (maxBytes < slabBytes) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes);
        }
        this.slabBytes = slabBytes;
        this.maxSlabs = maxBytes / slabBytes;
        this.maxAgeNanos = maxAgeNanos;
    }

    /**
     * Copies a part of a packet; it is the last part used of the slab that is returned.
     *
     * @return null when the part is larger than a slab
     */
    @Nullable Slab keep(PacketBuffer packet, int offset, int length, long nowNanos) {
        if (length > slabBytes) {
            return null;
        }
        Slab slab = slabFor(length, nowNanos);
        packet.getBytes(offset, slab.bytes, slab.used, length);
        slab.used += length;
        slab.lastKeptNanos = nowNanos;
        return slab;
    }

    /** Forgets everything and gives the memory back. */
    void clear() {
        head = null;
        slabs = 0;
    }

    /** Whether there are bytes young enough to be asked for. */
    boolean isAlive(long nowNanos) {
        return head != null && nowNanos - head.lastKeptNanos <= maxAgeNanos;
    }

    int capacityBytes() {
        return slabs * slabBytes;
    }

    private Slab slabFor(int length, long nowNanos) {
        Slab current = head;
        if (current == null) {
            current = new Slab(slabBytes);
            slabs = 1;
        } else if (!current.hasRoomFor(length)) {
            current = following(current, nowNanos);
        }
        head = current;
        return current;
    }

    /**
     * The oldest slab when its packets are too old or no more slabs are allowed, else a new one.
     */
    private Slab following(Slab current, long nowNanos) {
        Slab oldest = current.next;
        boolean isFree = slabs > 1 && nowNanos - oldest.lastKeptNanos > maxAgeNanos;
        if (!isFree && slabs < maxSlabs) {
            Slab added = new Slab(slabBytes);
            added.next = oldest;
            current.next = added;
            slabs++;
            return added;
        }
        // Twice the age: a rate that wavers must not allocate again and again.
        if (slabs > 2 && nowNanos - oldest.next.lastKeptNanos > 2 * maxAgeNanos) {
            oldest.next = oldest.next.next;
            slabs--;
        }
        oldest.empty();
        return oldest;
    }
}
