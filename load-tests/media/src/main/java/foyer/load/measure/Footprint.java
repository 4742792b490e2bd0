package foyer.load.measure;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
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
 * @param cpuSeconds of the process since its start, threads that have ended included
 * @param threadSeconds of each thread there is, by its id
 * @param liveBytes objects on the heap after a full collection
 */
public record Footprint(
        long nanos,
        long residentKb,
        long anonymousKb,
        long threads,
        double cpuSeconds,
        Map<Long, OfThread> threadSeconds,
        long liveBytes) {
    private static final double TICKS_PER_SECOND = 100;

    /** A thread's processor time; its name without a number. */
    public record OfThread(String name, double seconds) {}

    /** Of a process; its figures of before the collection that finds what lives. */
    public static Footprint of(long pid) throws IOException, InterruptedException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        double cpu = seconds(Files.readString(process.resolve("stat")));
        Map<Long, OfThread> threads = threads(process.resolve("task"));
        return new Footprint(
                System.nanoTime(),
                number(status, "VmRSS:"),
                number(status, "RssAnon:"),
                number(status, "Threads:"),
                cpu,
                threads,
                total(Jcmd.run(pid, "GC.class_histogram")));
    }

    /** Seconds of processor time since an earlier moment, by the names of threads. */
    public Map<String, Double> secondsSince(Footprint earlier) {
        Map<String, Double> seconds = new TreeMap<>();
        threadSeconds.forEach((id, thread) -> {
            OfThread before = earlier.threadSeconds.get(id);
            double spent = thread.seconds() - (before == null ? 0 : before.seconds());
            seconds.merge(thread.name(), spent, Double::sum);
        });
        return seconds;
    }

    /** The process's, but for its compilers: what is left once everything is compiled. */
    public double steadySecondsSince(Footprint earlier) {
        double compilers =
                secondsSince(earlier).entrySet().stream()
                        .filter(thread -> isCompiler(thread.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
        return cpuSeconds - earlier.cpuSeconds - compilers;
    }

    /** A compiler's thread, whose name the system cuts off after 15 characters. */
    static boolean isCompiler(String name) {
        return name.contains("CompilerThre");
    }

    private static Map<Long, OfThread> threads(Path tasks) throws IOException {
        Map<Long, OfThread> threads = new TreeMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(tasks)) {
            for (Path folder : folders) {
                try {
                    String stat = Files.readString(folder.resolve("stat"));
                    threads.put(
                            Long.parseLong(folder.getFileName().toString()),
                            new OfThread(name(stat), seconds(stat)));
                } catch (IOException _) {
                    // It has ended.
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return threads;
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
