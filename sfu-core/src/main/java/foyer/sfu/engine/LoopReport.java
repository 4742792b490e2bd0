package foyer.sfu.engine;

import foyer.sfu.router.Traffic;
import foyer.sfu.wire.Drops;
import java.util.ArrayList;
import java.util.List;

/** What one loop answers to the question for its figures, in sums of its own. */
record LoopReport(LoopStats stats, Drops drops, Traffic traffic) {
    static MediaServerStats sum(List<LoopReport> reports) {
        List<LoopStats> loops = new ArrayList<>();
        Drops drops = new Drops();
        Traffic traffic = new Traffic();
        for (LoopReport report : reports) {
            loops.add(report.stats);
            report.drops.addTo(drops);
            report.traffic.addTo(traffic);
        }
        return new MediaServerStats(loops, drops.snapshot(), traffic);
    }
}
