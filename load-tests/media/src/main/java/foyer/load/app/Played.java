package foyer.load.app;

import foyer.load.crowd.Venue;
import foyer.load.measure.Figures;
import foyer.load.scenario.Scenario;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A scenario from the first to the last. */
final class Played {
    private static final long FAREWELL_MILLIS = 500;

    private Played() {}

    static Figures play(Scenario scenario, ServerProcess server, Venue venue, LiveTable table)
            throws InterruptedException {
        table.heading(
                String.format(
                        Locale.ROOT,
                        "%s: %s (%d people, %d s)",
                        scenario.name(),
                        scenario.about(),
                        scenario.participants(),
                        scenario.seconds()));
        Performance performance = new Performance(venue, scenario, server, table);
        performance.crowd().addRooms(scenario.rooms());
        performance.gather();
        performance.go(scenario.warmUpSeconds());
        Figures figures = performance.measure(scenario.seconds());
        performance.crowd().leave();
        TimeUnit.MILLISECONDS.sleep(FAREWELL_MILLIS);
        return figures;
    }
}
