package foyer.load.measure;

import foyer.load.measure.Tally.Times;
import org.HdrHistogram.Histogram;

/**
 * What happened between two moments.
 *
 * @param times of that stretch; joins of the whole run
 */
public record Figures(Moment from, Moment to, Times times, Attendance attendance) {
    private static final double P99 = 99;
    private static final double P50 = 50;

    public double seconds() {
        return (to.nanos() - from.nanos()) / 1e9;
    }

    public long count(Count count) {
        return to.count(count) - from.count(count);
    }

    public double perSecond(Count count) {
        return count(count) / seconds();
    }

    /** CPU seconds of the server's process, NaN when it is not known. */
    public double serverCpuSeconds() {
        return to.server().cpuSeconds() - from.server().cpuSeconds();
    }

    /** How many cores the server kept busy. */
    public double serverCores() {
        return serverCpuSeconds() / seconds();
    }

    /** How many cores the generator kept busy. */
    public double generatorCores() {
        return (to.generator().cpuSeconds() - from.generator().cpuSeconds()) / seconds();
    }

    /** What viewers received for each CPU second of the server: the price of forwarding. */
    public double packetsPerCpuSecond() {
        return count(Count.PACKETS_IN) / serverCpuSeconds();
    }

    /** Microseconds of the server's CPU for each participant and second. */
    public double cpuMicrosPerParticipant() {
        return serverCores() * 1e6 / Math.max(1, attendance.inside());
    }

    /** Missing and not repaired, of what should have come, 0…1. */
    public double loss() {
        long missing = Math.max(0, count(Count.MISSING) - count(Count.REPAIRED));
        long expected = count(Count.PACKETS_IN) + missing;
        return expected == 0 ? 0 : (double) missing / expected;
    }

    /** What the kernel dropped before the generator read it, of what should have come, 0…1. */
    public double droppedByGenerator() {
        long dropped = Math.max(0, to.socketDrops() - from.socketDrops());
        long expected = count(Count.PACKETS_IN) + dropped;
        return expected == 0 ? 0 : (double) dropped / expected;
    }

    public double lateFrames() {
        long frames = count(Count.FRAMES);
        return frames == 0 ? 0 : (double) count(Count.FRAMES_LATE) / frames;
    }

    public static double p50Millis(Histogram micros) {
        return micros.getValueAtPercentile(P50) / 1e3;
    }

    public static double p99Millis(Histogram micros) {
        return micros.getValueAtPercentile(P99) / 1e3;
    }

    public static double maxMillis(Histogram micros) {
        return micros.getMaxValue() / 1e3;
    }
}
