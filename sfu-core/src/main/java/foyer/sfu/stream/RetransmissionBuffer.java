package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the packets sent last, to send them again. Their bytes, or the heads of those whose
 * rest is in {@link PayloadMemory}, lie in a ring of slabs, bounded in bytes and time; it begins
 * empty, grows while packets are younger than the time bound and shrinks when the rate falls. At a
 * constant rate nothing is allocated.
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
        keep(packet, packet.length(), null, sequenceNumber, nowNanos);
    }

    /**
     * Takes a copy of a packet's head; behind it the packet is the end of a payload that is held
     * for all receivers, and kept as long as that is.
     *
     * @param headBytes what differs from receiver to receiver, at least what is in front of the
     *     payload
     */
    public void keep(
            PacketBuffer packet,
            int headBytes,
            PayloadMemory.@Nullable Held payload,
            int sequenceNumber,
            long nowNanos) {
        int tail = packet.length() - headBytes;
        if (tail > 0 && (payload == null || payload.length() < tail)) {
            keep(packet, packet.length(), null, sequenceNumber, nowNanos);
            return;
        }
        Slab slab = ring.keep(packet, 0, headBytes, nowNanos);
        if (slab == null) {
            return;
        }
        int number = sequenceNumber & 0xffff;
        Entry entry = entryFor(number, nowNanos);
        entry.put(number, slab, headBytes, nowNanos);
        entry.putTail(tail > 0 ? payload : null, tail);
    }

    /** The length of a kept packet, or {@code -1}. */
    public int find(int sequenceNumber, long nowNanos) {
        Entry entry = kept(sequenceNumber & 0xffff, nowNanos);
        return entry == null ? -1 : entry.length();
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

    /** Where a packet lies: its head here, the rest, if any, with that of others. */
    private static final class Entry {
        private int sequenceNumber;
        private @Nullable Slab slab;
        private int generation;
        private int offset;
        private int headBytes;
        private @Nullable Slab tail;
        private int tailGeneration;
        private int tailOffset;
        private int tailBytes;
        private long sentNanos;
        private long resentNanos;
        private boolean resent;

        /** The head is what the slab was given last. */
        private void put(int newSequenceNumber, Slab newSlab, int bytes, long nowNanos) {
            sequenceNumber = newSequenceNumber;
            slab = newSlab;
            generation = newSlab.generation;
            offset = newSlab.used - bytes;
            headBytes = bytes;
            sentNanos = nowNanos;
            resent = false;
        }

        /** The tail is the end of a payload. */
        private void putTail(PayloadMemory.@Nullable Held payload, int bytes) {
            tail = payload == null ? null : payload.slab();
            if (payload != null) {
                tailGeneration = payload.generation();
                tailOffset = payload.end() - bytes;
            }
            tailBytes = payload == null ? 0 : bytes;
        }

        private int length() {
            return headBytes + tailBytes;
        }

        private void copyTo(PacketBuffer target) {
            if (slab != null) {
                target.length(length());
                target.putBytes(0, slab.bytes, offset, headBytes);
            }
            if (tail != null) {
                target.putBytes(headBytes, tail.bytes, tailOffset, tailBytes);
            }
        }

        private boolean isAlive(long nowNanos, long maxAgeNanos) {
            return slab != null
                    && slab.generation == generation
                    && (tail == null || tail.generation == tailGeneration)
                    && nowNanos - sentNanos <= maxAgeNanos;
        }
    }
}
