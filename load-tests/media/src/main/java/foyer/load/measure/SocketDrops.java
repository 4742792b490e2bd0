package foyer.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many datagrams the kernel dropped at sockets whose owner did not read in time. */
public final class SocketDrops {
    private static final int LOCAL_ADDRESS = 1;

    private SocketDrops() {}

    /** Since the sockets with these local ports were opened. */
    public static long of(Set<Integer> ports) {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("/proc/net/udp", "/proc/net/udp6")) {
            try {
                lines.addAll(Files.readAllLines(Path.of(table)));
            } catch (IOException _) {
                // A kernel without IPv6, or another system: nothing is known.
            }
        }
        return sum(lines, ports);
    }

    /** The last column counts, the second ends with the port in hexadecimal. */
    static long sum(List<String> lines, Set<Integer> ports) {
        long drops = 0;
        for (String line : lines) {
            String[] fields = line.trim().split("\\s+", -1);
            int colon = fields.length > LOCAL_ADDRESS ? fields[LOCAL_ADDRESS].indexOf(':') : -1;
            if (fields[0].endsWith(":")
                    && colon > 0
                    && ports.contains(
                            Integer.parseInt(fields[LOCAL_ADDRESS].substring(colon + 1), 16))) {
                drops += Long.parseLong(fields[fields.length - 1]);
            }
        }
        return drops;
    }
}
