package foyer.signaling.app;

import foyer.sfu.engine.LoopStats;
import foyer.sfu.engine.MediaServerStats;
import foyer.signaling.session.Placement;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Puts rooms where most is left, by what the loops tell each second. */
final class LoopLoads implements Placement {
    /** Loops within as much of each other count as equally busy. */
    private static final double STEP = 0.05;

    private static final double PERCENT = 100;

    private final LoopLoad[] loads;

    /** Rooms on each loop, those included that were placed since it told. */
    private final int[] rooms;

    private int turn;

    LoopLoads(int loops, int limitPercent) {
        loads = new LoopLoad[loops];
        rooms = new int[loops];
        for (int loop = 0; loop < loops; loop++) {
            loads[loop] = new LoopLoad(limitPercent / PERCENT);
        }
    }

    synchronized void measured(MediaServerStats stats, long nowMillis) {
        for (LoopStats loop : stats.loops()) {
            if (loop.loop() < loads.length) {
                loads[loop.loop()].measured(loop.cpuNanos(), loop.lagNanos(), nowMillis);
                rooms[loop.loop()] = loop.routers();
            }
        }
    }

    /** Among loops that are equally busy the one with the fewest rooms, in turn. */
    @Override
    public synchronized OptionalInt next() {
        OptionalInt best =
                IntStream.range(0, loads.length)
                        .map(offset -> (turn + offset) % loads.length)
                        .filter(loop -> !loads[loop].isBusy())
                        .reduce((one, other) -> isLess(other, one) ? other : one);
        best.ifPresent(loop -> {
            rooms[loop]++;
            turn = (loop + 1) % loads.length;
        });
        return best;
    }

    private boolean isLess(int loop, int other) {
        long step = Math.round(loads[loop].share() / STEP);
        long otherStep = Math.round(loads[other].share() / STEP);
        return step == otherStep ? rooms[loop] < rooms[other] : step < otherStep;
    }

    @Override
    public synchronized boolean isBusy(int loop) {
        return loads[loop].isBusy();
    }

    /** Whether no loop takes anybody. */
    synchronized boolean allAreBusy() {
        return IntStream.range(0, loads.length).allMatch(loop -> loads[loop].isBusy());
    }

    /** The busy share of a loop, 0 to 1. */
    synchronized double share(int loop) {
        return loads[loop].share();
    }
}
