package foyer.sfu.engine;

import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import java.util.List;
import java.util.Map;

/**
 * The engine at one moment.
 *
 * @param loops in their order
 * @param drops what went no further since the start, by reason
 * @param traffic of all loops since the start, routers that are gone included; not changed any more
 */
public record MediaServerStats(
        List<LoopStats> loops, Map<DropReason, Long> drops, Traffic traffic) {
    public MediaServerStats {
        loops = List.copyOf(loops);
        drops = Map.copyOf(drops);
    }
}
