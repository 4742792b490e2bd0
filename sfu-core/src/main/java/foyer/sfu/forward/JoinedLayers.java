package foyer.sfu.forward;

/**
 * With which temporal layers of one spatial layer a receiver can go on, because it has all frames
 * they need: now and, for packets that come late, at the last two changes.
 */
final class JoinedLayers {
    static final int ALL = 0xff;

    private int now;
    private int before;
    private long since;
    private long beforeSince;

    /** One for each spatial layer. */
    static JoinedLayers[] ofAll() {
        JoinedLayers[] layers = new JoinedLayers[LayerRates.MAX_LAYERS];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new JoinedLayers();
        }
        return layers;
    }

    void clear() {
        now = 0;
        before = 0;
        since = 0;
        beforeSince = 0;
    }

    /** Bit t stands for temporal layer t. */
    void set(int layers, long sequence) {
        if (layers != now) {
            before = now;
            beforeSince = since;
            now = layers;
            since = sequence;
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

    /** Whether it could be where the sequence number was. */
    boolean had(int temporal, long sequence) {
        int then = before;
        if (sequence >= since) {
            then = now;
        } else if (sequence < beforeSince) {
            then = 0;
        }
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
