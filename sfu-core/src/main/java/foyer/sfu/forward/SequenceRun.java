package foyer.sfu.forward;

import java.util.Arrays;

/**
 * The packets of one source between two splices, and their outgoing sequence numbers. Of the last
 * {@link #WINDOW} it is known which were left out; the others have consecutive numbers, those that
 * did not come yet included.
 */
final class SequenceRun {
    /** Over a second at the highest rates: what a repair may take. */
    static final int WINDOW = 1024;

    static final int NO_SOURCE = -1;
    static final long NO_NUMBER = -1;

    private static final long[] NOTHING = new long[0];

    private int source = NO_SOURCE;
    private long first;
    private long highest;

    /** The last number given. */
    private long outgoing;

    private long timestampOffset;

    /** A bit for each packet left out, by its number; made when the first one is. */
    private long[] leftOut = NOTHING;

    /** Begins at a packet that gets the next number after {@code lastOutgoing}. */
    void begin(int newSource, long sequence, long lastOutgoing, long newTimestampOffset) {
        source = newSource;
        first = sequence;
        highest = sequence - 1;
        outgoing = lastOutgoing;
        timestampOffset = newTimestampOffset;
        Arrays.fill(leftOut, 0);
    }

    int source() {
        return source;
    }

    long outgoing() {
        return outgoing;
    }

    long sequenceOffset() {
        return outgoing - highest;
    }

    long timestampOffset() {
        return timestampOffset;
    }

    /** True for a packet behind all others of its source. */
    boolean isNext(int packetSource, long sequence) {
        return packetSource == source && sequence > highest;
    }

    /** The next packet has a number; those between keep theirs for when they come. */
    void send(long sequence) {
        forget(sequence);
        outgoing += sequence - highest;
        highest = sequence;
    }

    /** The next packet has no number: the one behind it gets the number it would have had. */
    void leaveOut(long sequence) {
        if (leftOut.length == 0) {
            leftOut = new long[WINDOW / Long.SIZE];
        }
        forget(sequence);
        outgoing += sequence - highest - 1;
        highest = sequence;
        leftOut[word(sequence)] |= 1L << sequence;
    }

    /** The number of a packet of the run that was not next; {@link #NO_NUMBER} when it has none. */
    long numberOf(int packetSource, long sequence) {
        if (packetSource != source
                || sequence < first
                || sequence > highest
                || highest - sequence >= WINDOW
                || isLeftOut(sequence)) {
            return NO_NUMBER;
        }
        return outgoing - (highest - sequence) + leftOutAfter(sequence);
    }

    private boolean isLeftOut(long sequence) {
        return leftOut.length > 0 && (leftOut[word(sequence)] >>> sequence & 1) != 0;
    }

    private int leftOutAfter(long sequence) {
        if (leftOut.length == 0) {
            return 0;
        }
        int count = 0;
        for (long at = sequence + 1; at <= highest; ) {
            int bit = (int) at & (Long.SIZE - 1);
            long inWord = Math.min(Long.SIZE - bit, highest - at + 1);
            long mask = inWord == Long.SIZE ? -1L : (1L << inWord) - 1;
            count += Long.bitCount(leftOut[word(at)] >>> bit & mask);
            at += inWord;
        }
        return count;
    }

    private void forget(long sequence) {
        if (leftOut.length == 0) {
            return;
        }
        if (sequence - highest >= WINDOW) {
            Arrays.fill(leftOut, 0);
            return;
        }
        for (long at = highest + 1; at <= sequence; at++) {
            leftOut[word(at)] &= ~(1L << at);
        }
    }

    private static int word(long sequence) {
        return (int) (sequence >> 6) & (WINDOW / Long.SIZE - 1);
    }
}
