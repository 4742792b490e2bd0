package foyer.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code /proc} tells of a process.
 *
 * @param cpuSeconds user and system time since its start
 * @param residentMb memory in RAM now
 * @param peakResidentMb the most it ever was
 */
public record ProcessFigures(double cpuSeconds, double residentMb, double peakResidentMb) {
    /** Where nothing can be read: a server on another machine. */
    public static final ProcessFigures UNKNOWN =
            new ProcessFigures(Double.NaN, Double.NaN, Double.NaN);

    /** Linux's USER_HZ, which is 100 on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double KB_PER_MB = 1024;

    /** Of a process id, 0 for none. */
    public static ProcessFigures of(long pid) {
        if (pid == 0) {
            return UNKNOWN;
        }
        try {
            Path process = Path.of("/proc", Long.toString(pid));
            return parse(
                    Files.readString(process.resolve("stat")),
                    Files.readAllLines(process.resolve("status")));
        } catch (IOException _) {
            return UNKNOWN; // it ended
        }
    }

    public static ProcessFigures ownProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** proc(5): utime and stime are fields 14 and 15; the second may contain blanks. */
    static ProcessFigures parse(String stat, List<String> status) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Double.parseDouble(afterName[11]) + Double.parseDouble(afterName[12]);
        return new ProcessFigures(
                ticks / TICKS_PER_SECOND, megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"));
    }

    private static double megabytes(List<String> status, String key) {
        for (String line : status) {
            if (line.startsWith(key)) {
                String kb = line.substring(key.length()).replace("kB", "").trim();
                return Double.parseDouble(kb) / KB_PER_MB;
            }
        }
        return Double.NaN;
    }
}
