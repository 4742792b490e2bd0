package foyer.load.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a server holds what it was given: everybody is in and sees everybody, at a latency and a
 * loss that no user would notice.
 *
 * @param problems what does not hold; empty when all does
 */
public record Hold(List<String> problems) {
    /** A tenth of a second more than the network's own is heard in a conversation. */
    static final double MOST_LATENCY_MILLIS = 100;

    static final double MOST_LOSS = 0.01;
    static final double LEAST_FLOWING = 0.98;

    public static Hold of(Figures figures) {
        List<String> problems = new ArrayList<>();
        Attendance there = figures.attendance();
        if (there.inside() < there.planned()) {
            add(problems, "%d of %d got in", there.inside(), there.planned());
        }
        if (there.flowing() < LEAST_FLOWING * there.streams()) {
            add(problems, "%d of %d streams flow", there.flowing(), there.streams());
        }
        double p99 = Figures.p99Millis(figures.times().latencies());
        if (p99 > MOST_LATENCY_MILLIS) {
            add(problems, "a latency of %.0f ms (p99)", p99);
        }
        if (figures.loss() > MOST_LOSS) {
            add(problems, "%.1f %% loss", figures.loss() * 100);
        }
        return new Hold(List.copyOf(problems));
    }

    @SuppressWarnings("AnnotateFormatMethod") // a library for one annotation
    private static void add(List<String> problems, String format, Object... values) {
        problems.add(String.format(Locale.ROOT, format, values));
    }

    public boolean holds() {
        return problems.isEmpty();
    }
}
