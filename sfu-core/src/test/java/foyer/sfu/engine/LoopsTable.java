package foyer.sfu.engine;

import foyer.sfu.engine.LoopTurn.Together;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What {@link LoopsBenchmark} measured, one line for each way; ratios are of one round each. */
final class LoopsTable {
    /** From this part of a core on a turn counts by the clock. */
    private static final double UNDISTURBED = 0.95;

    /** Who does the work. */
    enum Way {
        ONE_LOOP("one loop alone"),
        A_ROOM_ON_EACH("two loops, a room on each"),
        A_ROOM_ON_BOTH("two loops, one room on both"),
        CHECKSUMS("two cores, checksums instead");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    private static final class Line {
        private final Figures cpuNanos = new Figures();
        private final Figures share = new Figures();
        private final Figures capacity = new Figures();
        private final Figures perSecond = new Figures();
    }

    private final int receivers;
    private final Map<Way, Line> lines = new EnumMap<>(Way.class);

    LoopsTable(int receivers) {
        this.receivers = receivers;
        for (Way way : Way.values()) {
            lines.put(way, new Line());
        }
    }

    /** A turn, and those before and after it in which either thread worked alone. */
    void add(Way way, Together one, Together other, Together turn) {
        Line line = line(way);
        double single = (one.cpuNanosPerStep() + other.cpuNanosPerStep()) / 2;
        line.cpuNanos.add(turn.cpuNanosPerStep());
        line.share.add(turn.mostShare());
        line.capacity.add(single / turn.mostCpuNanosPerStep());
        if (turn.granted() >= UNDISTURBED) {
            line.perSecond.add(turn.stepsPerSecond());
        }
    }

    private Line line(Way way) {
        Line line = lines.get(way);
        if (line == null) {
            throw new IllegalStateException("way: " + way);
        }
        return line;
    }

    void print() {
        System.out.printf(
                "| %d receivers on each loop | CPU a packet | busier loop's part | capacity by CPU,"
                        + " quartiles | by CPU | packets a second, undisturbed turns | by the clock"
                        + " |%n|---|---|---|---|---|---|---|%n",
                receivers);
        for (Way way : Way.values()) {
            print(way);
        }
    }

    private void print(Way way) {
        Line line = line(way);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f ns | %.0f %% | %.2f to %.2f | %.2f times | %,.0f; %d of %d | %.2f |%n",
                way.text,
                line.cpuNanos.median(),
                100 * line.share.median(),
                line.capacity.quantile(0.25),
                line.capacity.quantile(0.75),
                line.capacity.median(),
                line.perSecond.median(),
                line.perSecond.count(),
                line.capacity.count(),
                line.perSecond.median() / line(baseOf(way)).perSecond.median());
    }

    private static Way baseOf(Way way) {
        return way == Way.CHECKSUMS ? way : Way.ONE_LOOP;
    }

    /** Whether two loops add as much as in an earlier run. */
    boolean holds(EarlierRun before) {
        boolean each = holds(before, Way.A_ROOM_ON_EACH);
        return holds(before, Way.A_ROOM_ON_BOTH) && each;
    }

    private boolean holds(EarlierRun before, Way way) {
        return before.holds(way.text, line(way).capacity.median());
    }
}
