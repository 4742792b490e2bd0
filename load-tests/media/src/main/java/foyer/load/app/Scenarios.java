package foyer.load.app;

import foyer.load.scenario.Scenario;
import foyer.load.scenario.ScenarioException;
import foyer.load.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios of a folder. */
final class Scenarios {
    private Scenarios() {}

    /**
     * In the order of their files' names.
     *
     * @param only the names of those that are wanted; none for all
     */
    static List<Scenario> in(Path folder, List<String> only) throws IOException, ScenarioException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            Scenario read = ScenarioFile.read(file);
            if (only.isEmpty() || only.contains(read.name())) {
                scenarios.add(read);
            }
        }
        if (scenarios.isEmpty()) {
            throw new IOException("no scenario of " + folder + " is named " + only);
        }
        return scenarios;
    }
}
