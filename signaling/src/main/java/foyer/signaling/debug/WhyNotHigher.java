package foyer.signaling.debug;

import foyer.sfu.router.DownlinkStats;
import foyer.sfu.router.RouterStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a consumer is sent no more. */
final class WhyNotHigher {
    private WhyNotHigher() {}

    /** Null when it is sent all there is. */
    static @Nullable String sentence(
            RouterStats.LayerStats layers, List<Layer> ladder, @Nullable DownlinkStats downlink) {
        return switch (layers.reason()) {
            case HIGHEST -> null;
            case PREFERRED ->
                    "Its user wants no more than spatial layer %s, temporal layer %s."
                            .formatted(
                                    ceiling(layers.preferred().spatialLayer()),
                                    ceiling(layers.preferred().temporalLayer()));
            case NOT_SENT -> "More is wanted, but its sender does not send it now.";
            case BANDWIDTH -> bandwidth(layers, ladder, downlink);
            case WAITING_FOR_KEY_FRAME ->
                    "It waits for a key frame of spatial layer %d."
                            .formatted(layers.targetSpatial());
            case PAUSED -> "Its user has paused it.";
            case PRODUCER_PAUSED -> "Its sender is paused, by itself or by a host.";
            case NOTHING_SENT -> "Its sender has not sent anything yet.";
        };
    }

    private static String ceiling(int layer) {
        return layer == Integer.MAX_VALUE ? "any" : Integer.toString(layer);
    }

    private static String bandwidth(
            RouterStats.LayerStats layers, List<Layer> ladder, @Nullable DownlinkStats downlink) {
        Layer next = next(layers, ladder);
        String takes =
                next == null || next.bps() == null
                        ? "More"
                        : "Spatial layer %d, temporal layer %d takes %d kbit/s, which"
                                .formatted(next.spatial(), next.temporal(), next.bps() / 1_000);
        return downlink == null || downlink.budgetBps() < 0
                ? takes + " does not fit."
                : "%s does not fit, or has not long enough: all videos here share %d kbit/s of an estimated %d."
                        .formatted(
                                takes,
                                downlink.budgetBps() / 1_000,
                                downlink.estimateBps() / 1_000);
    }

    /** The first above what was chosen. */
    private static @Nullable Layer next(RouterStats.LayerStats layers, List<Layer> ladder) {
        // Of what is paused by bandwidth nothing is chosen.
        for (Layer layer : ladder) {
            if (layer.spatial() > layers.targetSpatial()
                    || (layer.spatial() == layers.targetSpatial()
                            && layer.temporal() > layers.targetTemporal())) {
                return layer;
            }
        }
        return null;
    }
}
