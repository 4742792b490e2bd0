package foyer.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a table's reader must know of where its figures come from.
 *
 * @param processor the processor's name
 */
public record Machine(String processor, int cores, long memoryGb, String kernel, String java) {
    private static final double KB_PER_GB = 1024 * 1024;

    public static Machine here() {
        return new Machine(
                valueOf("/proc/cpuinfo", "model name", "unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(
                        Double.parseDouble(
                                        valueOf("/proc/meminfo", "MemTotal", "0 kB")
                                                .replace("kB", "")
                                                .trim())
                                / KB_PER_GB),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version"));
    }

    private static String valueOf(String file, String key, String otherwise) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith(key)) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        } catch (IOException _) {
            // Not Linux.
        }
        return otherwise;
    }

    /** In one line. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores for the server and the generator together, %d GB, %s, Java %s",
                processor,
                cores,
                memoryGb,
                kernel,
                java);
    }
}
