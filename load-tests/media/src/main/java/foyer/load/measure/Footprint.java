package foyer.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a JVM on this machine took at one moment, for differences between two.
 *
 * @param residentKb memory in RAM, files that are mapped included
 * @param anonymousKb what of it is no file's: heaps, stacks, all that was asked for
 * @param threads how many the system knows of
 * @param cpuSeconds since the start, by the names of threads without their numbers
 * @param liveBytes objects on the heap after a full collection
 */
public record Footprint(
        long nanos,
        long residentKb,
        long anonymousKb,
        long threads,
        Map<String, Double> cpuSeconds,
        long liveBytes) {
    private static final double TICKS_PER_SECOND = 100;

    /** Of a process; its figures of before the collection that finds what lives. */
    public static Footprint of(long pid) throws IOException, InterruptedException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        Map<String, Double> cpu = cpuByThread(process.resolve("task"));
        long now = System.nanoTime();
        return new Footprint(
                now,
                number(status, "VmRSS:"),
                number(status, "RssAnon:"),
                number(status, "Threads:"),
                cpu,
                total(Jcmd.run(pid, "GC.class_histogram")));
    }

    /** All threads'. */
    public double allCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of all threads but those which compile: what is left once everything is. */
    public double steadyCpuSeconds() {
        return cpuSeconds.entrySet().stream()
                .filter(thread -> !isCompiler(thread.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** A compiler's thread, whose name the system cuts off after 15 characters. */
    static boolean isCompiler(String name) {
        return name.contains("CompilerThre");
    }

    private static Map<String, Double> cpuByThread(Path tasks) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    seconds.merge(name(stat), seconds(stat), Double::sum);
                } catch (IOException _) {
                    // It has ended.
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return seconds;
    }

    /** proc(5): the second field is the name in parentheses, without numbers here. */
    static String name(String stat) {
        String whole = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        return whole.replaceAll("[-#\\d]+$", "").strip();
    }

    /** proc(5): utime and stime are fields 14 and 15. */
    static double seconds(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Double.parseDouble(afterName[11]) + Double.parseDouble(afterName[12]))
                / TICKS_PER_SECOND;
    }

    static long number(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line ->
                        Long.parseLong(line.substring(key.length()).replace("kB", "").strip()))
                .findFirst()
                .orElse(0);
    }

    /** The last line of a class histogram: "Total", instances, bytes. */
    static long total(String histogram) throws IOException {
        String last = histogram.strip().lines().reduce("", (_, line) -> line).strip();
        String[] words = last.split("\\s+", -1);
        if (words.length != 3 || !words[0].equals("Total")) {
            throw new IOException("no class histogram: " + last);
        }
        return Long.parseLong(words[2]);
    }
}
