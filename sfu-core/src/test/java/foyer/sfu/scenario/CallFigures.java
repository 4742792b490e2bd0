package foyer.sfu.scenario;

import foyer.sfu.router.RouterStats;
import foyer.sfu.wire.DropReason;
import java.util.Map;

/** What a call came to, for people. */
record CallFigures(
        long packets,
        long repairs,
        long asked,
        long skipped,
        long abandoned,
        long duplicates,
        long longestRepairMillis,
        long switches,
        long keyFramesWanted,
        long keyFrameRequests,
        Map<DropReason, Long> drops) {
    static CallFigures of(Scenario call) {
        long packets = 0;
        long repairs = 0;
        long asked = 0;
        long skipped = 0;
        long abandoned = 0;
        long duplicates = 0;
        long longest = 0;
        for (ReceivedTrack track : call.tracks()) {
            packets += track.packets().size();
            repairs += track.repairs();
            asked += track.missing().asked();
            skipped += track.missing().skipped();
            abandoned += track.missing().abandoned();
            duplicates += track.duplicates();
            longest = Math.max(longest, track.missing().longestRepairNanos());
        }
        RouterStats stats = call.server().stats();
        return new CallFigures(
                packets,
                repairs,
                asked,
                skipped,
                abandoned,
                duplicates,
                longest / 1_000_000,
                stats.consumers().stream().mapToLong(RouterStats.ConsumerStats::switches).sum(),
                stats.producers().stream()
                        .mapToLong(RouterStats.ProducerStats::keyFramesWanted)
                        .sum(),
                stats.producers().stream()
                        .mapToLong(RouterStats.ProducerStats::keyFrameRequestsSent)
                        .sum(),
                call.server().drops().snapshot());
    }
}
