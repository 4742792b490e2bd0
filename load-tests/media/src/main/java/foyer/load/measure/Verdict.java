package foyer.load.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the figures are about the server, or about a generator that could not keep up.
 *
 * @param reasons why not; empty when the generator kept up
 */
public record Verdict(List<String> reasons) {
    /** More late frames than this and bursts are no longer what the scenario says. */
    static final double MOST_LATE_FRAMES = 0.02;

    /** A loop that is later than this at its beat adds to every latency it measures. */
    static final double MOST_LAG_MILLIS = 20;

    /** Loops busier than this have queues of their own. */
    static final double MOST_BUSY = 0.85;

    /** Loss of the generator's own making. */
    static final double MOST_DROPPED = 0.001;

    public static Verdict of(Figures figures, int generatorThreads) {
        List<String> reasons = new ArrayList<>();
        add(
                reasons,
                figures.lateFrames() > MOST_LATE_FRAMES,
                "%.1f %% of the frames were sent more than 5 ms late",
                figures.lateFrames() * 100);
        add(
                reasons,
                figures.count(Count.FRAMES_SKIPPED) > 0,
                "%.0f frames were left out",
                (double) figures.count(Count.FRAMES_SKIPPED));
        double lag = Figures.p99Millis(figures.times().lags());
        add(reasons, lag > MOST_LAG_MILLIS, "its loops lagged by %.0f ms (p99)", lag);
        double busy = figures.generatorCores() / generatorThreads;
        add(reasons, busy > MOST_BUSY, "its loops were %.0f %% busy", busy * 100);
        add(
                reasons,
                figures.droppedByGenerator() > MOST_DROPPED,
                "its sockets dropped %.2f %% of what came",
                figures.droppedByGenerator() * 100);
        return new Verdict(List.copyOf(reasons));
    }

    private static void add(List<String> reasons, boolean holds, String format, double value) {
        if (holds) {
            reasons.add(String.format(Locale.ROOT, format, value));
        }
    }

    public boolean generatorWasTheLimit() {
        return !reasons.isEmpty();
    }

    /** One sentence for a report. */
    public String sentence() {
        return generatorWasTheLimit()
                ? "THE GENERATOR WAS THE LIMIT: "
                        + String.join("; ", reasons)
                        + ". Latency and loss say little about the server."
                : "The generator kept up.";
    }
}
