package foyer.sfu.stream;

import foyer.sfu.wire.SerialNumbers;
import java.util.Arrays;

/**
 * Extends 16-bit sequence numbers to 64 bits and remembers which of the last {@value #SIZE}
 * arrived. A sender that jumps is believed after two consecutive packets (RFC 3550 A.1). Extended
 * numbers only grow: a restart begins one cycle later instead of at zero, so that a number never
 * means two packets.
 */
public final class SequenceWindow {
    /** How many sequence numbers back a packet is still known. */
    public static final int SIZE = 2048;

    // RFC 3550 A.1: MAX_DROPOUT. MAX_MISORDER is our SIZE: retransmissions come late by design.
    static final int MAX_DROPOUT = 3000;

    private static final int NONE = -1;

    private final long[] seen = new long[SIZE / Long.SIZE];
    private boolean started;
    private long highest;
    private long extended;
    private int nextAfterJump = NONE;

    /** Takes note of a packet of the stream itself. */
    public Arrival arrive(int sequenceNumber) {
        int sequence = sequenceNumber & 0xffff;
        if (!started) {
            begin(sequence);
            return Arrival.NEXT;
        }
        extended = SerialNumbers.extend16(highest, sequence);
        if (isFar()) {
            return jumped(sequence);
        }
        nextAfterJump = NONE;
        return classify();
    }

    /**
     * Takes note of a packet restored from a retransmission: it may fill a hole or be ahead, but
     * neither begins a stream nor restarts it.
     */
    public Arrival recover(int originalSequenceNumber) {
        int sequence = originalSequenceNumber & 0xffff;
        extended = SerialNumbers.extend16(highest, sequence);
        return !started || isFar() ? Arrival.TOO_OLD : classify();
    }

    /**
     * Takes note of a packet whose extended number was given by another window, which sees more of
     * the stream than this one: however far it is ahead, it is the same stream.
     *
     * @param there what the packet meant to that window
     */
    public Arrival relay(long extendedSequence, Arrival there) {
        extended = extendedSequence;
        if (!started) {
            begin((int) extendedSequence & 0xffff);
            highest = extendedSequence;
            extended = extendedSequence;
            return Arrival.NEXT;
        }
        if (extendedSequence - highest <= -SIZE) {
            return Arrival.TOO_OLD;
        }
        Arrival arrival = classify();
        return there == Arrival.RESTART && arrival.isNew() ? Arrival.RESTART : arrival;
    }

    /** The extended number of the packet last taken note of. */
    public long extended() {
        return extended;
    }

    /** The highest extended number so far; {@code -1} before the first packet. */
    public long highest() {
        return started ? highest : NONE;
    }

    /** Goes on behind a number reached earlier: it and all before count as seen. */
    void resumeAfter(long extendedHighest) {
        begin((int) extendedHighest & 0xffff);
        highest = extendedHighest;
        extended = extendedHighest;
        Arrays.fill(seen, -1L);
    }

    private void begin(int sequence) {
        started = true;
        highest = sequence;
        extended = sequence;
        mark(sequence);
    }

    private boolean isFar() {
        long ahead = extended - highest;
        return ahead > MAX_DROPOUT || ahead <= -SIZE;
    }

    private Arrival jumped(int sequence) {
        if (sequence != nextAfterJump) {
            nextAfterJump = (sequence + 1) & 0xffff;
            return Arrival.TOO_OLD;
        }
        nextAfterJump = NONE;
        extended = (((highest >> 16) + 1) << 16) | sequence;
        highest = extended;
        Arrays.fill(seen, 0L);
        mark(extended);
        return Arrival.RESTART;
    }

    private Arrival classify() {
        long ahead = extended - highest;
        if (ahead > 0) {
            forget(highest + 1, extended);
            highest = extended;
            mark(extended);
            return ahead == 1 ? Arrival.NEXT : Arrival.GAP;
        }
        if (isMarked(extended)) {
            return Arrival.DUPLICATE;
        }
        mark(extended);
        return Arrival.LATE;
    }

    private void forget(long from, long to) {
        if (to - from >= SIZE) {
            Arrays.fill(seen, 0L);
            return;
        }
        for (long number = from; number <= to; number++) {
            seen[word(number)] &= ~(1L << number);
        }
    }

    private void mark(long number) {
        seen[word(number)] |= 1L << number;
    }

    private boolean isMarked(long number) {
        return (seen[word(number)] & (1L << number)) != 0;
    }

    private static int word(long number) {
        return (int) (number >> 6) & (SIZE / Long.SIZE - 1);
    }
}
