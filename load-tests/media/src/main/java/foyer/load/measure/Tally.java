package foyer.load.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** All counters and times of a run. Any thread. */
public final class Tally {
    private static final long LONGEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Recorder latencies = new Recorder(LONGEST_MICROS, DIGITS);
    private final Recorder joins = new Recorder(LONGEST_MICROS, DIGITS);
    private final Recorder lags = new Recorder(LONGEST_MICROS, DIGITS);
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    public Tally() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    @SuppressWarnings("NullAway") // every count has its adder
    private LongAdder adder(Count count) {
        return counts.get(count);
    }

    public void add(Count count, long amount) {
        adder(count).add(amount);
    }

    public long sum(Count count) {
        return adder(count).sum();
    }

    /** From a publisher's frame to a viewer's socket read. */
    public void latency(long nanos) {
        record(latencies, nanos);
    }

    /** From opening the connection until all media of a person are connected. */
    public void join(long nanos) {
        record(joins, nanos);
    }

    /** How late an event loop was at something due. */
    public void lag(long nanos) {
        record(lags, nanos);
    }

    private static void record(Recorder recorder, long nanos) {
        recorder.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }

    /** Somebody did not get what it asked for. */
    public void failure(String why) {
        failures.computeIfAbsent(why, _ -> new LongAdder()).increment();
    }

    /** How often what failed. */
    public Map<String, Long> failures() {
        Map<String, Long> copy = new TreeMap<>();
        failures.forEach((why, times) -> copy.put(why, times.sum()));
        return copy;
    }

    /** All counts at this moment. */
    public Map<Count, Long> sums() {
        Map<Count, Long> sums = new EnumMap<>(Count.class);
        counts.forEach((count, adder) -> sums.put(count, adder.sum()));
        return sums;
    }

    /** Times since this was last asked, in microseconds. One thread only. */
    public Times times() {
        return new Times(
                latencies.getIntervalHistogram(),
                joins.getIntervalHistogram(),
                lags.getIntervalHistogram());
    }

    /** Histograms in microseconds. */
    public record Times(Histogram latencies, Histogram joins, Histogram lags) {
        /** Without anything in them, to be added to. */
        public static Times empty() {
            return new Times(histogram(), histogram(), histogram());
        }

        private static Histogram histogram() {
            return new Histogram(LONGEST_MICROS, DIGITS);
        }

        /** Takes others in. */
        public void add(Times others) {
            latencies.add(others.latencies);
            joins.add(others.joins);
            lags.add(others.lags);
        }
    }
}
