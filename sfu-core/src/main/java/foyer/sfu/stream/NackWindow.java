package foyer.sfu.stream;

import java.util.Arrays;

/**
 * Which missing packets to ask for, and when. The first request waits for mere reordering, the next
 * ones for a round trip; a packet is given up after ten requests or when the sender will have
 * forgotten it. What cannot be had again needs a key frame.
 *
 * <p>After the idea of libwebrtc's {@code NackRequester} and mediasoup 3's {@code NackGenerator}
 * (bounds, ten tries, a round trip between them); the wait follows the reordering seen. Missing
 * numbers stand in sorted arrays that grow as needed and are then reused.
 */
public final class NackWindow {
    /** What {@link #nextDeadlineNanos()} says when nothing is missing. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    static final int MAX_MISSING = 1000;
    static final int MAX_TRIES = 10;
    static final long MIN_WAIT_NANOS = 10_000_000;
    static final long MAX_WAIT_NANOS = 40_000_000;
    static final long MIN_REPEAT_NANOS = 20_000_000;
    static final long MIN_AGE_NANOS = 1_000_000_000;
    private static final long MAX_RTT_NANOS = 1_000_000_000;

    private long[] missing = new long[16];
    private long[] sinceNanos = new long[16];
    private long[] dueNanos = new long[16];
    private byte[] tries = new byte[16];
    private int count;

    private long highest = -1;
    private long brokenAt = -1;
    private long rttNanos = RttEstimate.DEFAULT_NANOS;
    private long waitNanos = MIN_WAIT_NANOS;
    private final NackCounts counts = new NackCounts();

    /** Sets the round-trip time that requests and their answers need. */
    public void rtt(long newRttNanos) {
        rttNanos = Math.clamp(newRttNanos, 0, MAX_RTT_NANOS);
    }

    /** Takes note of a packet as {@link SequenceWindow} classified it. */
    public void arrived(long extendedSequence, Arrival arrival, long nowNanos) {
        switch (arrival) {
            case NEXT -> highest = extendedSequence;
            case GAP -> gap(extendedSequence, nowNanos);
            case LATE -> found(extendedSequence, nowNanos);
            case RESTART -> {
                lose(extendedSequence - 1);
                highest = extendedSequence;
            }
            case DUPLICATE, TOO_OLD -> {}
        }
    }

    /**
     * Writes the 16-bit sequence numbers to ask for now, in ascending order of the stream, and
     * counts them as asked. What has no room stays due.
     *
     * @return how many were written
     */
    public int due(long nowNanos, int[] sequenceNumbers) {
        int asked = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean isDue = nowNanos - dueNanos[i] >= 0;
            if (isDue && isHopeless(i, nowNanos)) {
                counts.givenUp++;
                brokenAt = Math.max(brokenAt, missing[i]);
                continue;
            }
            if (isDue && asked < sequenceNumbers.length) {
                sequenceNumbers[asked++] = (int) missing[i] & 0xffff;
                ask(i, nowNanos);
            }
            move(i, kept++);
        }
        count = kept;
        counts.requests += asked > 0 ? 1 : 0;
        counts.asked += asked;
        return asked;
    }

    /** When {@link #due} has something to do, or {@link #NO_DEADLINE}. */
    public long nextDeadlineNanos() {
        if (count == 0) {
            return NO_DEADLINE;
        }
        long next = dueNanos[0];
        for (int i = 1; i < count; i++) {
            if (dueNanos[i] - next < 0) {
                next = dueNanos[i];
            }
        }
        return next;
    }

    /** True once after packets were lost for good; a key frame must be asked for. */
    public boolean keyFrameNeeded() {
        boolean needed = brokenAt >= 0;
        brokenAt = -1;
        return needed;
    }

    /** Forgets what is missing before a key frame's first packet: nobody needs it any more. */
    public void clearBefore(long extendedSequence) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (missing[i] >= extendedSequence) {
                move(i, kept++);
            }
        }
        count = kept;
        if (brokenAt < extendedSequence) {
            brokenAt = -1;
        }
    }

    /** How many packets are missing and not given up. */
    public int missing() {
        return count;
    }

    NackCounts counts() {
        return counts;
    }

    /** Goes on behind a number reached earlier: a gap after it counts. */
    void resumeAfter(long extendedHighest) {
        highest = extendedHighest;
    }

    private void gap(long extendedSequence, long nowNanos) {
        long from = highest + 1;
        long gap = extendedSequence - from;
        highest = extendedSequence;
        if (count + gap > MAX_MISSING) {
            counts.givenUp += count + gap;
            lose(extendedSequence - 1);
            return;
        }
        grow(count + (int) gap);
        for (long number = from; number < extendedSequence; number++) {
            missing[count] = number;
            sinceNanos[count] = nowNanos;
            dueNanos[count] = nowNanos + waitNanos;
            tries[count++] = 0;
        }
    }

    private void lose(long lastLost) {
        count = 0;
        brokenAt = lastLost;
    }

    private void found(long number, long nowNanos) {
        int index = Arrays.binarySearch(missing, 0, count, number);
        if (index < 0) {
            return;
        }
        if (isReordering(index, nowNanos)) {
            long lateNanos = nowNanos - sinceNanos[index];
            waitNanos = Math.clamp(lateNanos + lateNanos / 4, waitNanos, MAX_WAIT_NANOS);
        } else {
            counts.recovered++;
            waitNanos -= (waitNanos - MIN_WAIT_NANOS) / 32;
        }
        remove(index);
    }

    /** Came on its own, not by our request: earlier than any answer could. */
    private boolean isReordering(int index, long nowNanos) {
        return tries[index] == 0
                || (tries[index] == 1
                        && nowNanos - (dueNanos[index] - repeatNanos()) < rttNanos / 2);
    }

    private boolean isHopeless(int index, long nowNanos) {
        // The sender's history: libwebrtc keeps a packet for max(1 s, 3 round trips).
        long maxAgeNanos = Math.max(MIN_AGE_NANOS, 3 * rttNanos);
        return tries[index] >= MAX_TRIES || nowNanos - sinceNanos[index] > maxAgeNanos;
    }

    private void ask(int index, long nowNanos) {
        tries[index]++;
        dueNanos[index] = nowNanos + repeatNanos();
    }

    /** A quarter more than a round trip, or an answer just on its way would be asked for again. */
    private long repeatNanos() {
        return Math.max(rttNanos + rttNanos / 4, MIN_REPEAT_NANOS);
    }

    private void grow(int needed) {
        if (needed <= missing.length) {
            return;
        }
        int capacity = Math.max(needed, 2 * missing.length);
        missing = Arrays.copyOf(missing, capacity);
        sinceNanos = Arrays.copyOf(sinceNanos, capacity);
        dueNanos = Arrays.copyOf(dueNanos, capacity);
        tries = Arrays.copyOf(tries, capacity);
    }

    private void remove(int index) {
        int behind = --count - index;
        System.arraycopy(missing, index + 1, missing, index, behind);
        System.arraycopy(sinceNanos, index + 1, sinceNanos, index, behind);
        System.arraycopy(dueNanos, index + 1, dueNanos, index, behind);
        System.arraycopy(tries, index + 1, tries, index, behind);
    }

    private void move(int from, int to) {
        missing[to] = missing[from];
        sinceNanos[to] = sinceNanos[from];
        dueNanos[to] = dueNanos[from];
        tries[to] = tries[from];
    }
}
