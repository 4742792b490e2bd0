package foyer.signaling.debug;

import org.jspecify.annotations.Nullable;

/**
 * Layers are counted from 0, the smallest picture and the fewest pictures a second.
 *
 * @param bps what it takes with everything below it that it needs; null where that is not said
 */
public record Layer(int spatial, int temporal, @Nullable Long bps) {
    static @Nullable Layer of(int spatial, int temporal) {
        return spatial < 0 ? null : new Layer(spatial, Math.max(temporal, 0), null);
    }
}
