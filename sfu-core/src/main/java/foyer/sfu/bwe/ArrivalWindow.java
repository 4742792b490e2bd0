package foyer.sfu.bwe;

import java.util.Arrays;

/**
 * Arrival times by unwrapped sequence number, in a ring that grows to what a transport needs. After
 * libwebrtc's PacketArrivalTimeMap.
 */
final class ArrivalWindow {
    static final long NOT_RECEIVED = Long.MIN_VALUE;

    /** More than 80 Mbit/s for the half second that arrivals are kept. */
    static final int MAX_SPAN = 1 << 13;

    /** How far a packet may come before all that are kept, when its time is still wanted. */
    static final int MAX_LATE = 500;

    private static final int INITIAL_SPAN = 1 << 4;

    private long[] slots = new long[INITIAL_SPAN];
    private long begin;
    private long end;

    /** The first number it can speak of. */
    long begin() {
        return begin;
    }

    /** The number after the newest received one. */
    long end() {
        return end;
    }

    /** When a packet in {@code [begin, end)} came, or {@link #NOT_RECEIVED}. */
    long at(long sequence) {
        return slots[slot(sequence)];
    }

    void restartAt(long sequence) {
        begin = sequence;
        end = sequence;
    }

    /**
     * Notes the first arrival of a packet, less than {@link #MAX_SPAN} after {@link #end}; the
     * oldest fall out when there are too many.
     *
     * @return false for a duplicate, or one that is too late to matter
     */
    boolean add(long sequence, long arrivalNanos) {
        if (sequence < begin) {
            if (begin - sequence > MAX_LATE || end - sequence > MAX_SPAN) {
                return false;
            }
            extendDownTo(sequence);
        } else if (sequence >= end) {
            extendTo(sequence + 1);
        } else if (at(sequence) != NOT_RECEIVED) {
            return false;
        }
        slots[slot(sequence)] = arrivalNanos;
        return true;
    }

    /** Forgets what came before a time, and what is missing among it, up to the first younger. */
    void forget(long beforeNanos) {
        while (begin < end && (at(begin) == NOT_RECEIVED || at(begin) - beforeNanos < 0)) {
            begin++;
        }
    }

    /** Copies {@code [from, to)}. */
    long[] copy(long from, long to) {
        long[] copy = new long[(int) (to - from)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = at(from + i);
        }
        return copy;
    }

    private void extendTo(long newEnd) {
        begin = Math.max(begin, newEnd - MAX_SPAN);
        // a jump over everything kept leaves nothing of it
        end = Math.max(begin, end);
        ensure(newEnd - begin);
        while (end < newEnd) {
            slots[slot(end++)] = NOT_RECEIVED;
        }
    }

    private void extendDownTo(long newBegin) {
        ensure(end - newBegin);
        while (begin > newBegin) {
            slots[slot(--begin)] = NOT_RECEIVED;
        }
    }

    private void ensure(long span) {
        if (span > slots.length) {
            grow((int) span);
        }
    }

    private void grow(int span) {
        long[] grown = new long[Integer.highestOneBit(span - 1) << 1];
        Arrays.fill(grown, NOT_RECEIVED);
        for (long sequence = begin; sequence < end; sequence++) {
            grown[(int) sequence & grown.length - 1] = at(sequence);
        }
        slots = grown;
    }

    private int slot(long sequence) {
        return (int) sequence & slots.length - 1;
    }
}
