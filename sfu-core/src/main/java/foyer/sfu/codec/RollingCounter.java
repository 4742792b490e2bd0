package foyer.sfu.codec;

/**
 * A counter of a few bits that goes on by one where the source changes, and otherwise takes the
 * steps of its source.
 */
final class RollingCounter {
    private final int bits;
    private int offset;
    private int newest = -1;
    private boolean open;

    RollingCounter(int bits) {
        this.bits = bits;
    }

    /** Another source begins behind what the previous one reached. */
    void follow(RollingCounter previous) {
        newest = previous.newest;
        open = false;
    }

    /** The outgoing value; −1 for −1. */
    int map(int value) {
        if (value < 0) {
            return -1;
        }
        if (!open) {
            open = true;
            offset = newest < 0 ? 0 : newest + 1 - value;
        }
        int mapped = (value + offset) & mask();
        if (newest < 0 || isAfter(mapped, newest)) {
            newest = mapped;
        }
        return mapped;
    }

    /** Whether {@link #peek} can tell. */
    boolean knows(int value) {
        return value < 0 || open;
    }

    /** As {@link #map}, but learns nothing. */
    int peek(int value) {
        return value < 0 ? -1 : (value + offset) & mask();
    }

    PictureContinuity.Counter state() {
        return new PictureContinuity.Counter(offset, newest, open);
    }

    void restore(PictureContinuity.Counter state) {
        offset = state.offset();
        newest = state.newest();
        open = state.open();
    }

    private int mask() {
        return (1 << bits) - 1;
    }

    private boolean isAfter(int value, int reference) {
        int distance = (value - reference) & mask();
        return distance != 0 && distance < 1 << (bits - 1);
    }
}
