package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final OptionalInt ANYBODY = OptionalInt.empty();

    @TempDir private Path directory = Path.of("");

    private Path folder() {
        return directory.resolve("somewhere/data");
    }

    private Path file() {
        return folder().resolve(Secrets.TURN_FILE);
    }

    private Secrets open(String... keysAndValues) {
        return Secrets.open(configuration(keysAndValues));
    }

    private Configuration configuration(String... keysAndValues) {
        Map<String, String> given =
                keysAndValues.length == 0 ? Map.of() : Map.of(keysAndValues[0], keysAndValues[1]);
        Map<String, String> all = new HashMap<>(given);
        all.putIfAbsent("FOYER_DATA_DIR", "somewhere/data");
        return ConfigurationReader.read(all, directory);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void areMadeOnTheFirstStartForTheirUserOnly() throws IOException {
        Secret made = open().turn();
        assertThat(made.text()).matches("[A-Za-z0-9_-]{43}");
        assertThat(permissions(folder())).isEqualTo("rwx------");
        assertThat(permissions(file())).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files)
                    .as("nothing unfinished stays")
                    .containsExactlyInAnyOrder(file(), folder().resolve(Secrets.ROOM_FILE));
        }
    }

    @Test
    void areTheSameOnTheNextStart() {
        Secrets first = open();
        assertThat(open().turn().text()).isEqualTo(first.turn().text());
        assertThat(open().rooms().text())
                .isEqualTo(first.rooms().text())
                .isNotEqualTo(first.turn().text());
    }

    @Test
    void differFromServerToServer() throws IOException {
        String first = open().turn().text();
        Files.delete(file());
        assertThat(open().turn().text()).isNotEqualTo(first);
    }

    @Test
    void giveWayToAGivenOne() {
        String given = "a-secret-that-other-turn-servers-have";
        assertThat(open("FOYER_TURN_SECRET", given).turn().text()).isEqualTo(given);
        assertThat(file()).doesNotExist();
    }

    @Test
    void surviveAStartThatDiedWhileWriting() throws IOException {
        open();
        Files.delete(file());
        Files.writeString(
                folder().resolve(Secrets.TURN_FILE + ".new" + ProcessHandle.current().pid()),
                "half");
        assertThat(open().turn().text()).hasSize(43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-"})
    void stopTheStartWhenOthersMayReadThem(String permissions) throws IOException {
        open();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(this::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file().toString())
                .hasMessageEndingWith("run chmod 600 on it.");
    }

    @Test
    void stopTheStartWhenOthersMayReplaceThem() throws IOException {
        open();
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThatThrownBy(this::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder().toString())
                .hasMessageContaining("chmod 700");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0123456789abcdef0123456789abcde", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void stopTheStartWhenTheyAreWeakWithoutShowingThem(String weak) throws IOException {
        open();
        Files.writeString(file(), weak);
        assertThatThrownBy(this::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file() + " is too weak")
                .message()
                .doesNotContain("456789abc", "aaaaaa");
    }

    @Test
    void stopTheStartWhenTheyAreSomebodyElses() throws IOException {
        open();
        int owner = (int) Files.getAttribute(file(), "unix:uid");
        DataFolder.open(folder(), OptionalInt.of(owner)).secret(Secrets.TURN_FILE, new Random(1));
        assertThatThrownBy(() -> DataFolder.open(folder(), OptionalInt.of(owner + 1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("belongs to another user")
                .hasMessageContaining("chown");
    }

    @Test
    void areNotLookedForInAFileThatIsNone() throws IOException {
        Files.createDirectories(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() ->
                        DataFolder.open(folder(), ANYBODY).secret(Secrets.TURN_FILE, new Random(1)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void endWithTheProcessWhereNothingCanBeKept() throws IOException {
        Files.writeString(directory.resolve("file"), "in the way");
        Secrets first = open("FOYER_DATA_DIR", "file/data");
        assertThat(first.turn().text()).hasSize(43);
        assertThat(open("FOYER_DATA_DIR", "file/data").turn().text())
                .isNotEqualTo(first.turn().text());
    }

    @Test
    void haveToBeKeptInProduction() throws IOException {
        Files.writeString(directory.resolve("file"), "in the way");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Main.run(
                        Map.of(
                                "FOYER_DATA_DIR",
                                "file/data",
                                "FOYER_CLIENT_ORIGIN",
                                "https://meet.example.org"),
                        directory,
                        System.out,
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("Nothing can be kept in the folder")
                .endsWith("FOYER_DATA_DIR.");
    }

    @Test
    void neverShow() {
        Secrets secrets = open();
        assertThat(secrets.toString()).doesNotContain(secrets.turn().text());
    }
}
