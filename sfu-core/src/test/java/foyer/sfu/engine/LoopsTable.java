package foyer.sfu.engine;

import foyer.sfu.engine.LoopTurn.Together;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
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
        ONE_CORE("one core, checksums of its own memory"),
        TWO_CORES("two cores, the same");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    private static final class Line {
        private final Figures cpuNanos = new Figures();
        private final Figures perSecond = new Figures();

        /** What a packet costs each thread, of what it costs one that works alone. */
        private final List<Figures> parts = new ArrayList<>();

        void add(double single, Together turn) {
            cpuNanos.add(turn.cpuNanosPerStep());
            for (int i = 0; i < turn.turns().size(); i++) {
                if (parts.size() == i) {
                    parts.add(new Figures());
                }
                parts.get(i).add(turn.cpuNanosPerStep(i) / single);
            }
            if (turn.granted() >= UNDISTURBED) {
                perSecond.add(turn.stepsPerSecond());
            }
        }

        /** The thread that has most to do bounds what all can. */
        Figures most() {
            return Collections.max(parts, Comparator.comparingDouble(Figures::median));
        }

        double capacity() {
            return 1 / most().median();
        }

        double mostShare() {
            return most().median() / parts.stream().mapToDouble(Figures::median).sum();
        }
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
        line(way).add((one.cpuNanosPerStep() + other.cpuNanosPerStep()) / 2, turn);
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
                "| %s | %,.0f ns | %.0f %% | %.2f to %.2f | %.2f times | %s; %d of %d | %s |%n",
                way.text,
                line.cpuNanos.median(),
                100 * line.mostShare(),
                1 / line.most().quantile(0.75),
                1 / line.most().quantile(0.25),
                line.capacity(),
                text("%,.0f", line.perSecond.median()),
                line.perSecond.count(),
                line.cpuNanos.count(),
                text("%.2f", line.perSecond.median() / line(baseOf(way)).perSecond.median()));
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    private static Way baseOf(Way way) {
        return switch (way) {
            case ONE_LOOP, A_ROOM_ON_EACH, A_ROOM_ON_BOTH -> Way.ONE_LOOP;
            case ONE_CORE, TWO_CORES -> Way.ONE_CORE;
        };
    }

    /** Whether two loops add as much as in an earlier run. */
    boolean holds(EarlierRun before) {
        boolean each = holds(before, Way.A_ROOM_ON_EACH);
        return holds(before, Way.A_ROOM_ON_BOTH) && each;
    }

    private boolean holds(EarlierRun before, Way way) {
        return before.holds(way.text, line(way).capacity());
    }
}
