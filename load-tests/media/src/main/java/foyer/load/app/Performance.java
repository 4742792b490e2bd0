package foyer.load.app;

import foyer.load.crowd.Crowd;
import foyer.load.crowd.Venue;
import foyer.load.measure.Attendance;
import foyer.load.measure.Count;
import foyer.load.measure.Figures;
import foyer.load.measure.Moment;
import foyer.load.measure.SocketDrops;
import foyer.load.measure.Tally;
import foyer.load.scenario.Scenario;
import java.util.concurrent.TimeUnit;

/**
 * Plays a crowd in real time on the caller's thread: a step of 50 ms lets people come and go, each
 * second a line is shown.
 */
final class Performance {
    private static final long STEP_MILLIS = 50;
    private static final long SECOND_NANOS = 1_000_000_000;

    /** How long the last ones may take to get in. */
    private static final long LATECOMERS_SECONDS = 60;

    private final Venue venue;
    private final Crowd crowd;
    private final ServerProcess server;
    private final LiveTable table;
    private final Tally.Times joins = Tally.Times.empty();
    private Tally.Times times = Tally.Times.empty();
    private Moment lastShown;

    Performance(Venue venue, Scenario scenario, ServerProcess server, LiveTable table) {
        this.venue = venue;
        this.server = server;
        this.table = table;
        crowd = venue.crowd(scenario);
        lastShown = now();
    }

    Crowd crowd() {
        return crowd;
    }

    private Moment now() {
        return Moment.now(venue.tally(), server.pid(), SocketDrops.of(venue.workshop().ports()));
    }

    /** Until all who were planned are in, or those who are not had their time. */
    void gather() throws InterruptedException {
        long failedBefore = venue.tally().sum(Count.FAILED);
        long deadline = Long.MAX_VALUE;
        while (true) {
            step();
            Attendance there = crowd.attendance();
            long failed = venue.tally().sum(Count.FAILED) - failedBefore;
            if (crowd.hasCome() && deadline == Long.MAX_VALUE) {
                deadline = System.nanoTime() + LATECOMERS_SECONDS * SECOND_NANOS;
            }
            boolean allIn = crowd.hasCome() && there.inside() + failed >= there.planned();
            if (allIn || (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0)) {
                return;
            }
        }
    }

    /** Goes on without measuring. */
    void go(int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * SECOND_NANOS;
        while (System.nanoTime() - end < 0) {
            step();
        }
    }

    /** Goes on and measures, with churn where the scenario has it. */
    Figures measure(int seconds) throws InterruptedException {
        takeTimes();
        times = Tally.Times.empty();
        Moment from = now();
        long end = from.nanos() + seconds * SECOND_NANOS;
        while (System.nanoTime() - end < 0) {
            crowd.churn(System.nanoTime());
            step();
        }
        Moment to = now();
        takeTimes();
        Tally.Times measured = new Tally.Times(times.latencies(), joins.joins(), times.lags());
        return new Figures(from, to, measured, crowd.attendance());
    }

    private void step() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        long nowNanos = System.nanoTime();
        crowd.onTime(nowNanos);
        if (nowNanos - lastShown.nanos() >= SECOND_NANOS) {
            show();
        }
    }

    private Tally.Times takeTimes() {
        Tally.Times latest = venue.tally().times();
        times.add(latest);
        joins.add(latest);
        return latest;
    }

    private void show() {
        Moment moment = now();
        Tally.Times latest = takeTimes();
        table.show(new Figures(lastShown, moment, latest, crowd.attendance()));
        lastShown = moment;
    }
}
