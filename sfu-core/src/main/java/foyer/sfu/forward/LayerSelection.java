package foyer.sfu.forward;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;

/**
 * Which layers a consumer is to be sent: the best that flow within what its user prefers and what
 * its bandwidth allows. Spatial layers are counted from the smallest picture up; of simulcast each
 * stream is one. The current one changes when the target offers a place to go over to it.
 */
public final class LayerSelection {
    /** No layer. */
    public static final int NONE = -1;

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final long LIMITED_NANOS = 10_000_000_000L;

    private LayerPreference preference = LayerPreference.HIGHEST;
    private int allowedSpatial = NO_LIMIT;
    private int allowedTemporal = NO_LIMIT;
    private boolean limited;
    private long limitedNanos;
    private int current = NONE;
    private int target = NONE;
    private LayerReason reason = LayerReason.NOTHING_SENT;

    /** The spatial layer that is forwarded. */
    public int current() {
        return current;
    }

    /** The spatial layer that shall be. */
    public int target() {
        return target;
    }

    /** The highest temporal layer that is wanted of the target; there may be none so high. */
    public int targetTemporal() {
        int allowed = target == allowedSpatial ? allowedTemporal : NO_LIMIT;
        return Math.min(preference.temporalLayer(), allowed);
    }

    /** What limits the target. */
    public LayerReason reason() {
        return target != current && target != NONE ? LayerReason.WAITING_FOR_KEY_FRAME : reason;
    }

    public LayerPreference preference() {
        return preference;
    }

    public void prefer(LayerPreference newPreference) {
        preference = newPreference;
    }

    /** What the bandwidth is for; the user's preference still holds. */
    public void allow(int spatialLayer, int temporalLayer, LayerRates rates, long nowNanos) {
        allowedSpatial = spatialLayer;
        allowedTemporal = temporalLayer;
        if (spatialLayer < rates.highestWithin(preference.spatialLayer())) {
            limited = true;
            limitedNanos = nowNanos;
        }
    }

    /** Nobody says what the bandwidth is for. */
    public void allowAll() {
        allowedSpatial = NO_LIMIT;
        allowedTemporal = NO_LIMIT;
        limited = false;
    }

    /**
     * The highest spatial layer that its sender should send for this consumer. What did not fit is
     * not wished for a while: when it is not sent, nobody can say whether it would fit now.
     */
    public int wished(long nowNanos) {
        limited = limited && nowNanos - limitedNanos < LIMITED_NANOS;
        return limited ? ceiling() : preference.spatialLayer();
    }

    private int ceiling() {
        return Math.min(preference.spatialLayer(), allowedSpatial);
    }

    /**
     * Aims at the highest layer that flows within the ceiling, or at the lowest that flows when all
     * are above it.
     *
     * @return true when the target changed to a layer that is not the current one
     */
    public boolean aim(LayerRates rates) {
        int best = rates.highestWithin(ceiling());
        if (best == NONE) {
            return false;
        }
        boolean changed = best != target;
        target = best;
        reason = reasonFor(rates);
        return changed && target != current;
    }

    private LayerReason reasonFor(LayerRates rates) {
        int top = rates.topTemporal(target);
        int unlimited = rates.highestWithin(preference.spatialLayer());
        int temporal = Math.min(preference.temporalLayer(), top);
        if (target < unlimited || targetTemporal() < temporal) {
            return LayerReason.BANDWIDTH;
        }
        if (target < Math.min(preference.spatialLayer(), rates.spatialLayers() - 1)) {
            return LayerReason.NOT_SENT;
        }
        return target < rates.topSpatial() || targetTemporal() < top
                ? LayerReason.PREFERRED
                : LayerReason.HIGHEST;
    }

    /** True when a key frame of this stream is the moment to go over to it. */
    boolean acceptsAt(int stream) {
        if (stream == current) {
            return false;
        }
        // With nothing on the screen any picture within the ceiling is better than waiting.
        return stream == target || (current == NONE && stream <= ceiling());
    }

    /** The layer is forwarded from now on. */
    void switched(int spatialLayer) {
        current = spatialLayer;
        if (target == NONE) {
            target = spatialLayer;
        }
    }

    /** Nothing is forwarded; the aim is taken anew. */
    void stop() {
        current = NONE;
        target = NONE;
        reason = LayerReason.NOTHING_SENT;
    }
}
