package foyer.sfu.bwe;

import foyer.sfu.wire.SerialNumbers;
import java.util.Arrays;

/**
 * What was sent under which transport-wide number, until feedback speaks of it: a ring that grows
 * to what is in flight. A number that is not in it any more is too old to matter.
 */
final class SentPackets {
    /** The packet belongs to no probe. */
    static final int NO_PROBE = 0;

    /** Five seconds of 15 Mbit/s; numbers are told apart up to half of 65536. */
    private static final int MAX_ENTRIES = 1 << 13;

    private static final int INITIAL_ENTRIES = 1 << 4;
    private static final long KEEP_NANOS = 10_000_000_000L;

    /** What is known of a packet's fate. */
    enum Fate {
        UNKNOWN,
        MISSING,
        ARRIVED
    }

    private static final byte UNKNOWN = 0;
    private static final byte MISSING = 1;
    private static final byte ARRIVED = 2;

    private long[] sentNanos = new long[INITIAL_ENTRIES];
    private int[] bytes = new int[INITIAL_ENTRIES];
    private int[] untrackedBytes = new int[INITIAL_ENTRIES];
    private int[] probes = new int[INITIAL_ENTRIES];
    private byte[] fates = new byte[INITIAL_ENTRIES];
    private long next = 1L << 16;
    private long oldest = next;

    /** The 16 bits that the next packet carries. */
    int nextNumber() {
        return (int) next & 0xffff;
    }

    /**
     * Notes the next packet.
     *
     * @param untracked bytes sent since the packet before that carry no number
     * @return its extended number
     */
    long add(int packetBytes, int untracked, int probe, long nowNanos) {
        while (oldest < next && nowNanos - sentNanos[slot(oldest)] > KEEP_NANOS) {
            oldest++;
        }
        if (next - oldest == sentNanos.length) {
            makeRoom();
        }
        int slot = slot(next);
        sentNanos[slot] = nowNanos;
        bytes[slot] = packetBytes;
        untrackedBytes[slot] = untracked;
        probes[slot] = probe;
        fates[slot] = UNKNOWN;
        return next++;
    }

    private void makeRoom() {
        // Known fates at the front are not needed; what is only slow to be told of is.
        if (sentNanos.length < MAX_ENTRIES) {
            grow();
        } else {
            oldest += MAX_ENTRIES / 8;
        }
    }

    private void grow() {
        int size = sentNanos.length * 2;
        int shift = (int) (oldest & sentNanos.length - 1);
        int to = (int) (oldest & size - 1);
        sentNanos = moved(sentNanos, shift, to, new long[size]);
        bytes = moved(bytes, shift, to, new int[size]);
        untrackedBytes = moved(untrackedBytes, shift, to, new int[size]);
        probes = moved(probes, shift, to, new int[size]);
        byte[] grown = new byte[size];
        for (int i = 0; i < fates.length; i++) {
            grown[(to + i) & size - 1] = fates[(shift + i) & fates.length - 1];
        }
        fates = grown;
    }

    private static long[] moved(long[] from, int shift, int to, long[] grown) {
        for (int i = 0; i < from.length; i++) {
            grown[(to + i) & grown.length - 1] = from[(shift + i) & from.length - 1];
        }
        return grown;
    }

    private static int[] moved(int[] from, int shift, int to, int[] grown) {
        for (int i = 0; i < from.length; i++) {
            grown[(to + i) & grown.length - 1] = from[(shift + i) & from.length - 1];
        }
        return grown;
    }

    /** The extended number that feedback means, −1 when nothing is known of it. */
    long find(int number) {
        long sequence = SerialNumbers.extend16(next - 1, number);
        return sequence >= oldest && sequence < next ? sequence : -1;
    }

    long sentNanos(long sequence) {
        return sentNanos[slot(sequence)];
    }

    int bytes(long sequence) {
        return bytes[slot(sequence)];
    }

    int untrackedBytes(long sequence) {
        return untrackedBytes[slot(sequence)];
    }

    int probe(long sequence) {
        return probes[slot(sequence)];
    }

    Fate fate(long sequence) {
        return switch (fates[slot(sequence)]) {
            case ARRIVED -> Fate.ARRIVED;
            case MISSING -> Fate.MISSING;
            default -> Fate.UNKNOWN;
        };
    }

    void fate(long sequence, Fate fate) {
        fates[slot(sequence)] =
                switch (fate) {
                    case UNKNOWN -> UNKNOWN;
                    case MISSING -> MISSING;
                    case ARRIVED -> ARRIVED;
                };
    }

    /** The bytes of what was sent behind a packet, and is not told of yet. */
    long bytesBehind(long sequence) {
        long sum = 0;
        for (long i = Math.max(oldest, sequence + 1); i < next; i++) {
            sum += bytes[slot(i)] + untrackedBytes[slot(i)];
        }
        return sum;
    }

    /** Forgets all that was sent: the path is another one. */
    void clear() {
        oldest = next;
        Arrays.fill(fates, UNKNOWN);
    }

    private int slot(long sequence) {
        return (int) sequence & sentNanos.length - 1;
    }
}
