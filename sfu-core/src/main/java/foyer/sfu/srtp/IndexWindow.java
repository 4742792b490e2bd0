package foyer.sfu.srtp;

import foyer.sfu.wire.SerialNumbers;
import java.util.Arrays;

/** One SSRC's packet index and the window of indices that were used (RFC 3711 3.3.1, 3.3.2). */
final class IndexWindow {
    /** RFC 3711 asks for 64 at least; a burst of video and its late packets want more. */
    static final int PACKETS = 1024;

    private final long[] used = new long[PACKETS / Long.SIZE];
    private final int ssrc;
    private long highest;
    private long lastUse;

    private IndexWindow(int ssrc, long highest) {
        this.ssrc = ssrc;
        this.highest = highest;
    }

    static IndexWindow startingAt(int ssrc, long index) {
        IndexWindow window = new IndexWindow(ssrc, index);
        window.mark(index);
        return window;
    }

    /** A window in which everything up to {@code highest} counts as used. */
    static IndexWindow restored(int ssrc, long highest) {
        IndexWindow window = new IndexWindow(ssrc, highest);
        Arrays.fill(window.used, -1L);
        return window;
    }

    int ssrc() {
        return ssrc;
    }

    long highest() {
        return highest;
    }

    long lastUse() {
        return lastUse;
    }

    void lastUse(long tick) {
        lastUse = tick;
    }

    /** The index nearest to the highest one. Nothing precedes roll-over counter 0. */
    long estimate(int sequenceNumber) {
        long index = SerialNumbers.extend16(highest, sequenceNumber);
        return index < 0 ? index + 0x1_0000 : index;
    }

    boolean isFresh(long index) {
        if (index > highest) {
            return true;
        }
        return highest - index < PACKETS && (used[word(index)] & bit(index)) == 0;
    }

    /** Takes a fresh index. */
    void accept(long index) {
        if (index - highest >= PACKETS) {
            Arrays.fill(used, 0);
        } else {
            for (long i = highest + 1; i < index; i++) {
                used[word(i)] &= ~bit(i);
            }
        }
        highest = Math.max(highest, index);
        mark(index);
    }

    private void mark(long index) {
        used[word(index)] |= bit(index);
    }

    private static int word(long index) {
        return ((int) index & PACKETS - 1) / Long.SIZE;
    }

    private static long bit(long index) {
        return 1L << index;
    }
}
