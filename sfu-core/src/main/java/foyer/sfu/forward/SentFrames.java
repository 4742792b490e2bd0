package foyer.sfu.forward;

import foyer.sfu.wire.SerialNumbers;
import java.util.Arrays;

/** Which of a stream's last frames went out, by their 16-bit frame numbers. */
final class SentFrames {
    /** A frame refers to none older: custom differences have 12 bits, but senders keep few. */
    private static final int WINDOW = 256;

    private final long[] sent = new long[WINDOW / Long.SIZE];
    private int newest = -1;

    void clear() {
        Arrays.fill(sent, 0);
        newest = -1;
    }

    void note(int number) {
        if (newest < 0 || SerialNumbers.isAfter16(number, newest)) {
            int steps = newest < 0 ? WINDOW : (number - newest) & 0xffff;
            if (steps >= WINDOW) {
                Arrays.fill(sent, 0);
            } else {
                for (int i = 1; i < steps; i++) {
                    set(newest + i, 0);
                }
            }
            newest = number;
        }
        set(number, 1);
    }

    boolean contains(int number) {
        int back = (newest - number) & 0xffff;
        return newest >= 0
                && back < WINDOW
                && (sent[(number & (WINDOW - 1)) >> 6] >>> number & 1) != 0;
    }

    private void set(int number, long bit) {
        int word = (number & (WINDOW - 1)) >> 6;
        sent[word] = (sent[word] & ~(1L << number)) | (bit << number);
    }
}
