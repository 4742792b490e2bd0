package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the packets sent last, to send them again. Their bytes lie in a ring of slabs, bounded
 * in bytes and time; it begins empty, grows while packets are younger than the time bound and
 * shrinks when the rate falls. At a constant rate nothing is allocated.
 */
public final class RetransmissionBuffer {
    private static final int MIN_ENTRIES = 64;
    private static final int MAX_ENTRIES = 2048;

    private final int maxSlabs;
    private final long maxAgeNanos;
    private @Nullable Slab head;
    private int slabs;
    private @Nullable Entry[] entries = new @Nullable Entry[0];

    /**
     * @param maxBytes bound of the copies' bytes, in steps of 16 KiB
     * @param maxAgeNanos how long a packet is kept
     */
    public RetransmissionBuffer(int maxBytes, long maxAgeNanos) {
        if (maxBytes < Slab.BYTES) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes);
        }
        maxSlabs = maxBytes / Slab.BYTES;
        this.maxAgeNanos = maxAgeNanos;
    }

    /** Takes a copy of a packet, as it is before protection; larger than 16 KiB is not kept. */
    public void keep(PacketBuffer packet, int sequenceNumber, long nowNanos) {
        int length = packet.length();
        if (length > Slab.BYTES) {
            return;
        }
        Slab slab = slabFor(length, nowNanos);
        packet.getBytes(0, slab.bytes, slab.used, length);
        int number = sequenceNumber & 0xffff;
        entryFor(number, nowNanos).put(number, slab, length, nowNanos);
        slab.used += length;
        slab.lastKeptNanos = nowNanos;
    }

    /** The length of a kept packet, or {@code -1}. */
    public int find(int sequenceNumber, long nowNanos) {
        Entry entry = kept(sequenceNumber & 0xffff, nowNanos);
        return entry == null ? -1 : entry.length;
    }

    /** What {@link #retransmit} would say. */
    public Retransmit check(int sequenceNumber, long nowNanos, long rttNanos) {
        return check(kept(sequenceNumber & 0xffff, nowNanos), nowNanos, rttNanos);
    }

    /**
     * Copies a packet into the target to send it again, unless that was done within a round trip:
     * the answer may still be on its way.
     *
     * @param target filled when the answer is {@link Retransmit#SEND}, else untouched
     */
    public Retransmit retransmit(
            int sequenceNumber, PacketBuffer target, long nowNanos, long rttNanos) {
        Entry entry = kept(sequenceNumber & 0xffff, nowNanos);
        Retransmit answer = check(entry, nowNanos, rttNanos);
        if (entry != null && answer == Retransmit.SEND) {
            entry.copyTo(target);
            entry.resentNanos = nowNanos;
            entry.resent = true;
        }
        return answer;
    }

    /** Copies a packet into the target, whoever may have asked for it; false when it is gone. */
    public boolean copy(int sequenceNumber, PacketBuffer target, long nowNanos) {
        Entry entry = kept(sequenceNumber & 0xffff, nowNanos);
        if (entry == null) {
            return false;
        }
        entry.copyTo(target);
        return true;
    }

    /** Forgets everything and gives its memory back: after a change of SSRC or a long silence. */
    public void clear() {
        head = null;
        slabs = 0;
        entries = new @Nullable Entry[0];
    }

    /** Gives all memory back when the last packet is too old to be asked for. */
    public void trim(long nowNanos) {
        if (head != null && nowNanos - head.lastKeptNanos > maxAgeNanos) {
            clear();
        }
    }

    /** The memory held for copies. */
    public int capacityBytes() {
        return slabs * Slab.BYTES;
    }

    private static Retransmit check(@Nullable Entry entry, long nowNanos, long rttNanos) {
        if (entry == null) {
            return Retransmit.GONE;
        }
        return entry.resent && nowNanos - entry.resentNanos < rttNanos
                ? Retransmit.TOO_SOON
                : Retransmit.SEND;
    }

    private @Nullable Entry kept(int sequenceNumber, long nowNanos) {
        if (entries.length == 0) {
            return null;
        }
        Entry entry = entries[sequenceNumber & (entries.length - 1)];
        return entry != null
                        && entry.sequenceNumber == sequenceNumber
                        && entry.isAlive(nowNanos, maxAgeNanos)
                ? entry
                : null;
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

    /**
     * The oldest slab when its packets are too old or no more slabs are allowed, else a new one.
     */
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

    private Entry entryFor(int sequenceNumber, long nowNanos) {
        if (entries.length == 0) {
            entries = new @Nullable Entry[MIN_ENTRIES];
        }
        Entry entry = at(sequenceNumber);
        while (entry.sequenceNumber != sequenceNumber
                && entry.isAlive(nowNanos, maxAgeNanos)
                && entries.length < MAX_ENTRIES) {
            grow();
            entry = at(sequenceNumber);
        }
        return entry;
    }

    private Entry at(int sequenceNumber) {
        int index = sequenceNumber & (entries.length - 1);
        Entry entry = entries[index];
        if (entry == null) {
            entry = new Entry();
            entries[index] = entry;
        }
        return entry;
    }

    private void grow() {
        @Nullable Entry[] grown = new @Nullable Entry[entries.length * 2];
        for (Entry entry : entries) {
            if (entry != null) {
                grown[entry.sequenceNumber & (grown.length - 1)] = entry;
            }
        }
        entries = grown;
    }

    /** Where a packet lies. */
    private static final class Entry {
        private int sequenceNumber;
        private @Nullable Slab slab;
        private int generation;
        private int offset;
        private int length;
        private long sentNanos;
        private long resentNanos;
        private boolean resent;

        private void put(int newSequenceNumber, Slab newSlab, int newLength, long nowNanos) {
            sequenceNumber = newSequenceNumber;
            slab = newSlab;
            generation = newSlab.generation;
            offset = newSlab.used;
            length = newLength;
            sentNanos = nowNanos;
            resent = false;
        }

        private void copyTo(PacketBuffer target) {
            if (slab != null) {
                target.length(length);
                target.putBytes(0, slab.bytes, offset, length);
            }
        }

        private boolean isAlive(long nowNanos, long maxAgeNanos) {
            return slab != null
                    && slab.generation == generation
                    && nowNanos - sentNanos <= maxAgeNanos;
        }
    }
}
