package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the packets sent last, to send them again. Their bytes, or the beginnings of those
 * whose rest is in {@link SharedPayloads}, lie in a ring of slabs, bounded in bytes and time; it
 * begins empty, grows while packets are younger than the time bound and shrinks when the rate
 * falls. At a constant rate nothing is allocated.
 */
public final class RetransmissionBuffer {
    private static final int MIN_ENTRIES = 16;
    private static final int MAX_ENTRIES = 2048;

    private final SlabRing ring;
    private final long maxAgeNanos;
    private @Nullable Entry[] entries = new @Nullable Entry[0];

    /**
     * Begins empty.
     *
     * @param slabBytes the step in which memory is taken; larger packets are not kept
     * @param maxBytes bound of the copies' bytes, in such steps
     * @param maxAgeNanos how long a packet is kept
     */
    public RetransmissionBuffer(int slabBytes, int maxBytes, long maxAgeNanos) {
        ring = new SlabRing(slabBytes, maxBytes, maxAgeNanos);
        this.maxAgeNanos = maxAgeNanos;
    }

    /** Takes a copy of a packet, as it is before protection. */
    public void keep(PacketBuffer packet, int sequenceNumber, long nowNanos) {
        int length = packet.length();
        Slab slab = ring.keep(packet, 0, length, nowNanos);
        if (slab != null) {
            int number = sequenceNumber & 0xffff;
            entryFor(number, nowNanos).put(number, slab, length, nowNanos);
        }
    }

    /**
     * Takes a copy of a packet's beginning, as it is before protection.
     *
     * @param shared the last one of them is the packet's end
     */
    public void keep(
            PacketBuffer packet, SharedPayloads shared, int sequenceNumber, long nowNanos) {
        Slab end = shared.lastSlab();
        if (end == null) {
            return;
        }
        int length = packet.length() - shared.lastLength();
        Slab slab = ring.keep(packet, 0, length, nowNanos);
        if (slab != null) {
            int number = sequenceNumber & 0xffff;
            Entry entry = entryFor(number, nowNanos);
            entry.put(number, slab, length, nowNanos);
            entry.putEnd(end, shared.lastOffset(), shared.lastLength());
        }
    }

    /** The length of a kept packet, or {@code -1}. */
    public int find(int sequenceNumber, long nowNanos) {
        Entry entry = kept(sequenceNumber & 0xffff, nowNanos);
        return entry == null ? -1 : entry.length + entry.endLength;
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
        ring.clear();
        entries = new @Nullable Entry[0];
    }

    /**
     * Gives all memory back when the last packet is too old to be asked for.
     *
     * @return false while there is some
     */
    public boolean trim(long nowNanos) {
        if (entries.length > 0 && !ring.isAlive(nowNanos)) {
            clear();
        }
        return entries.length == 0;
    }

    /** The memory held for copies. */
    public int capacityBytes() {
        return ring.capacityBytes();
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
        private @Nullable Slab end;
        private int endGeneration;
        private int endOffset;
        private int endLength;
        private long sentNanos;
        private long resentNanos;
        private boolean resent;

        private void put(int newSequenceNumber, Slab newSlab, int newLength, long nowNanos) {
            sequenceNumber = newSequenceNumber;
            slab = newSlab;
            generation = newSlab.generation;
            offset = newSlab.used - newLength;
            length = newLength;
            end = null;
            endLength = 0;
            sentNanos = nowNanos;
            resent = false;
        }

        private void putEnd(Slab newEnd, int newOffset, int newLength) {
            end = newEnd;
            endGeneration = newEnd.generation;
            endOffset = newOffset;
            endLength = newLength;
        }

        private void copyTo(PacketBuffer target) {
            if (slab != null) {
                target.length(length + endLength);
                target.putBytes(0, slab.bytes, offset, length);
            }
            if (end != null) {
                target.putBytes(length, end.bytes, endOffset, endLength);
            }
        }

        private boolean isAlive(long nowNanos, long maxAgeNanos) {
            return slab != null
                    && slab.generation == generation
                    && (end == null || end.generation == endGeneration)
                    && nowNanos - sentNanos <= maxAgeNanos;
        }
    }
}
