package foyer.sfu.forward;

import java.util.Arrays;

/**
 * What became of the last frames, so that packets of them that come late share their fate. Frames
 * are named by a number of the caller's choice.
 */
final class FrameMemory {
    /** Two seconds at 30 frames a second, one with two spatial layers more. */
    private static final int FRAMES = 64;

    /** A frame's fate. */
    enum Fate {
        SENT,
        LEFT_OUT,
        /** Nothing of it came yet, or it is too old. */
        UNKNOWN
    }

    private final long[] names = new long[FRAMES];
    private long sent;
    private int next;

    FrameMemory() {
        Arrays.fill(names, -1);
    }

    /** Names are not negative. */
    void note(long name, Fate fate) {
        names[next] = name;
        long bit = 1L << next;
        sent = fate == Fate.SENT ? sent | bit : sent & ~bit;
        next = (next + 1) % FRAMES;
    }

    Fate recall(long name) {
        for (int i = 1; i <= FRAMES; i++) {
            int at = (next - i) & (FRAMES - 1);
            if (names[at] == name) {
                return (sent >>> at & 1) != 0 ? Fate.SENT : Fate.LEFT_OUT;
            }
        }
        return Fate.UNKNOWN;
    }
}
