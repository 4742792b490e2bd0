package foyer.load.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks another JVM of this machine by the JDK's program {@code jcmd}. */
public final class Jcmd {
    private static final Pattern NATIVE =
            Pattern.compile("(?m)^-\\s+([\\w ]+?) \\(reserved=\\d+KB, committed=(\\d+)KB");

    private Jcmd() {}

    static String run(long pid, String... words) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String[] command = new String[words.length + 2];
        command[0] = program;
        command[1] = Long.toString(pid);
        System.arraycopy(words, 0, command, 2, words.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + String.join(" ", words) + ": " + answer.strip());
        }
        return answer;
    }

    /**
     * Committed kilobytes by the JVM's own account; empty where it keeps none ({@code
     * -XX:NativeMemoryTracking=summary}). What libraries take by themselves is not in it.
     */
    public static Map<String, Long> nativeMemory(long pid)
            throws IOException, InterruptedException {
        return parseNative(run(pid, "VM.native_memory", "summary"));
    }

    static Map<String, Long> parseNative(String summary) {
        Map<String, Long> committed = new TreeMap<>();
        Matcher matcher = NATIVE.matcher(summary);
        while (matcher.find()) {
            committed.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        return committed;
    }
}
