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
        /** Sent, and its picture has no further frame that is. */
        SENT_LAST,
        LEFT_OUT,
        /** Nothing of it came yet, or it is too old. */
        UNKNOWN
    }

    private final long[] names = new long[FRAMES];
    private long sent;
    private long last;
    private int next;

    FrameMemory() {
        Arrays.fill(names, -1);
    }

    /** Names are not negative. */
    void note(long name, Fate fate) {
        names[next] = name;
        long bit = 1L << next;
        sent = fate == Fate.LEFT_OUT ? sent & ~bit : sent | bit;
        last = fate == Fate.SENT_LAST ? last | bit : last & ~bit;
        next = (next + 1) % FRAMES;
    }

    Fate recall(long name) {
        for (int i = 1; i <= FRAMES; i++) {
            int at = (next - i) & (FRAMES - 1);
            if (names[at] == name) {
                if ((sent >>> at & 1) == 0) {
                    return Fate.LEFT_OUT;
                }
                return (last >>> at & 1) != 0 ? Fate.SENT_LAST : Fate.SENT;
            }
        }
        return Fate.UNKNOWN;
    }
}
