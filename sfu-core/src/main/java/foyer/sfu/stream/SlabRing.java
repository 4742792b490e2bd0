package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is written from its start to its end and over again, in slabs: it begins empty, grows
 * while what is in it is younger than the time bound, and shrinks when the rate falls. At a
 * constant rate nothing is allocated.
 */
final class SlabRing {
    private final int maxSlabs;
    private final long maxAgeNanos;
    private @Nullable Slab head;
    private int slabs;

    /**
     * @param maxBytes bound of the bytes, in steps of a slab
     * @param maxAgeNanos how long they are kept
     */
    SlabRing(int maxBytes, long maxAgeNanos) {
        if (maxBytes < Slab.BYTES) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes);
        }
        maxSlabs = maxBytes / Slab.BYTES;
        this.maxAgeNanos = maxAgeNanos;
    }

    /** Copies a part of a packet, no longer than a slab; it ends where the slab is used to. */
    Slab copy(PacketBuffer packet, int from, int length, long nowNanos) {
        Slab slab = slabFor(length, nowNanos);
        packet.getBytes(from, slab.bytes, slab.used, length);
        slab.used += length;
        slab.lastKeptNanos = nowNanos;
        return slab;
    }

    void clear() {
        head = null;
        slabs = 0;
    }

    /** True when the last is too old to be asked for. */
    boolean isStale(long nowNanos) {
        return head != null && nowNanos - head.lastKeptNanos > maxAgeNanos;
    }

    int capacityBytes() {
        return slabs * Slab.BYTES;
    }

    private Slab slabFor(int length, long nowNanos) {
        Slab current = head;
        if (current == null) {
            current = new Slab();
            slabs = 1;
        } else if (!current.hasRoomFor(length)) {
            current = following(current, nowNanos);
        }
        head = current;
        return current;
    }

    /** The oldest slab when what it has is too old or no more are allowed, else a new one. */
    private Slab following(Slab current, long nowNanos) {
        Slab oldest = current.next;
        boolean isFree = slabs > 1 && nowNanos - oldest.lastKeptNanos > maxAgeNanos;
        if (!isFree && slabs < maxSlabs) {
            Slab added = new Slab();
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
