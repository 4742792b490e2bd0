package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRunTest {
    private static final String TABLE =
            """
            | operation               |          |            |
            | ----------------------- | -------- | ---------- |
            | whole way, 60 receivers | 2,376 ns | 2.20 times |
            | two loops               | 1,400 ns | 1.95 times | 1,400,000; 3 of 5 | 1.85 |
            """;

    @TempDir private Path folder = Path.of("");

    private EarlierRun run() throws IOException {
        return EarlierRun.in(Files.writeString(folder.resolve("bench.md"), TABLE).toString());
    }

    @Test
    void allowsForFifteenPerCentOfTheLineItself() throws IOException {
        assertThat(run().holds("whole way", 1.88)).isTrue();
        assertThat(run().holds("whole way", 1.86)).isFalse();
        assertThat(run().holds("two loops", 1.66)).isTrue();
        assertThat(run().holds("two loops", 1.65)).isFalse();
    }

    @Test
    void holdsNothingThatCannotBeFound() throws IOException {
        assertThat(run().holds("three loops", 3)).isFalse();
        assertThat(EarlierRun.none().holds("three loops", 3)).isTrue();
    }
}
