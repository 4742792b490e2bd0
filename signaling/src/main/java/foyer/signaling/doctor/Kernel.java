package foyer.signaling.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Linux tells in files. */
final class Kernel {
    private final Path root;

    /** Of the system whose files are in a folder: {@code /}, or a test's. */
    Kernel(Path root) {
        this.root = root;
    }

    /** The lines of a file; none where it is not there, as on other systems. */
    List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** The rest of the first line that begins so; null where there is none. */
    @Nullable String after(String beginning, String file) {
        for (String line : lines(file)) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
        }
        return null;
    }

    /** Whether this is in a container of the usual kinds. */
    Ground.Place place() {
        boolean inside =
                Files.exists(root.resolve(".dockerenv"))
                        || Files.exists(root.resolve("run/.containerenv"))
                        || Files.exists(root.resolve("var/run/secrets/kubernetes.io"));
        return inside ? Ground.Place.CONTAINER : Ground.Place.MACHINE;
    }
}
