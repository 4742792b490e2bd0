package foyer.sfu.forward;

import foyer.sfu.api.LayerPreference;

/**
 * Which of a producer's streams a consumer is sent: the current one, and the one it should become
 * as soon as that one offers a key frame. Streams are counted from the smallest picture up.
 */
public final class SourceSelection {
    /** No stream. */
    public static final int NONE = -1;

    private int current = NONE;
    private int target = NONE;
    private LayerPreference preference = LayerPreference.HIGHEST;

    public int current() {
        return current;
    }

    public int target() {
        return target;
    }

    public LayerPreference preference() {
        return preference;
    }

    public void prefer(LayerPreference newPreference) {
        preference = newPreference;
    }

    /**
     * Looks at which streams flow and aims at the highest within the ceiling, or at the lowest that
     * flows when all are above it.
     *
     * @return true when the target changed to a stream that must be asked for a key frame
     */
    private int allowed = Integer.MAX_VALUE;

    public void allow(int spatialLayer) {
        allowed = spatialLayer;
    }

    private int ceiling() {
        return Math.min(allowed, preference.spatialLayer());
    }

    public boolean aim(boolean[] active) {
        int best = NONE;
        for (int i = 0; i < active.length; i++) {
            if (active[i] && (best == NONE || i <= ceiling())) {
                best = i;
            }
        }
        if (best == NONE || best == target) {
            return false;
        }
        target = best;
        return target != current;
    }

    /** True when a key frame of this stream is the moment to go over to it. */
    public boolean acceptsAt(int stream) {
        if (stream == current) {
            return false;
        }
        // With nothing on the screen any picture within the ceiling is better than waiting.
        return stream == target || (current == NONE && stream <= ceiling());
    }

    /** The stream is forwarded from now on. */
    public void switched(int stream) {
        current = stream;
        if (target == NONE) {
            target = stream;
        }
    }

    /** Nothing is forwarded; the aim is taken anew. */
    public void stop() {
        current = NONE;
        target = NONE;
    }
}
