package foyer.signaling.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether there are pages to show. */
final class ClientCheck implements Check {
    private static final String NAME = "client";

    private final Path directory;

    ClientCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                Files.isReadable(directory.resolve("index.html"))
                        ? Finding.ok(NAME, "The pages are in " + directory + ".")
                        : Finding.problem(
                                NAME,
                                "There is no page in " + directory + ".",
                                "Build the client (./foyer build), or set FOYER_CLIENT_DIR to where"
                                        + " it is."));
    }
}
