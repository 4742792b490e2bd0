package foyer.load.measure;

import java.util.Map;

/**
 * What had been counted at one time.
 *
 * @param socketDrops what the kernel dropped at the generator's sockets
 */
public record Moment(
        long nanos,
        Map<Count, Long> counts,
        ProcessFigures server,
        ProcessFigures generator,
        long socketDrops) {
    public static Moment now(Tally tally, long serverPid, long socketDrops) {
        return new Moment(
                System.nanoTime(),
                tally.sums(),
                ProcessFigures.of(serverPid),
                ProcessFigures.ownProcess(),
                socketDrops);
    }

    public long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }
}
