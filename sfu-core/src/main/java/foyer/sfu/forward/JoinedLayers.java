package foyer.sfu.forward;

/**
 * With which temporal layers a receiver can go on, because it has all frames they need: now and,
 * for packets that come late, at the last changes.
 */
final class JoinedLayers {
    static final int ALL = 0xff;

    /** With a ceiling there are two at each switching point: these are a second or more. */
    private static final int CHANGES = 16;

    private final byte[] states = new byte[CHANGES];
    private final long[] since = new long[CHANGES];
    private int count;
    private int now;

    void clear() {
        now = 0;
        count = 0;
    }

    /** Bit t stands for temporal layer t. */
    void set(int layers, long sequence) {
        if (layers != now) {
            now = layers;
            states[count & (CHANGES - 1)] = (byte) layers;
            since[count & (CHANGES - 1)] = sequence;
            count++;
        }
    }

    void join(int layers, long sequence) {
        set(now | layers, sequence);
    }

    /** The layer and those above it cannot be gone on with. */
    void leave(int temporal, long sequence) {
        set(now & below(temporal), sequence);
    }

    /** Whether a frame of the layer can be decoded. */
    boolean has(int temporal) {
        return (~now & below(temporal + 1)) == 0;
    }

    /** Whether it could be where the sequence number was, or at the oldest change still known. */
    boolean had(int temporal, long sequence) {
        int oldest = Math.max(0, count - CHANGES);
        int change = count - 1;
        while (change >= oldest && since[change & (CHANGES - 1)] > sequence) {
            change--;
        }
        // Before the very first there was nothing.
        int known = oldest > 0 ? Math.max(oldest, change) : change;
        int then = known < 0 ? 0 : states[known & (CHANGES - 1)];
        return (~then & below(temporal + 1)) == 0;
    }

    /** The highest layer that can be decoded, −1 for none. */
    int top() {
        return Integer.numberOfTrailingZeros(~now) - 1;
    }

    static int below(int temporal) {
        return (1 << temporal) - 1;
    }
}
