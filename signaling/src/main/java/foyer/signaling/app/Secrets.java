package foyer.signaling.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's secrets: given, or kept in the data folder and made there on the first start.
 *
 * @param turn what TURN passwords are derived from, shared with other TURN servers if there are any
 * @param rooms what host keys are made with, so that the next process knows them again
 */
record Secrets(Secret turn, Secret rooms) {
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    static final String TURN_FILE = "turn.secret";
    static final String ROOM_FILE = "room.secret";

    /** The field of the effective user in a line of four. */
    private static final int EFFECTIVE = 2;

    /**
     * What is given in the configuration.
     *
     * @param dataDirectory where the others are
     * @param turn null where none is given
     * @param rooms likewise
     */
    record Given(Path dataDirectory, @Nullable Secret turn, @Nullable Secret rooms) {}

    /**
     * Reads them, or makes them.
     *
     * @throws ConfigurationException when one of them cannot be used, or cannot be kept although
     *     the configuration is one of production
     */
    static Secrets open(Configuration configuration) {
        Given given = configuration.secrets();
        SecureRandom random = new SecureRandom();
        try {
            DataFolder folder = DataFolder.open(given.dataDirectory(), user());
            Secret turn = given.turn();
            Secret rooms = given.rooms();
            return new Secrets(
                    turn == null ? folder.secret(TURN_FILE, random) : turn,
                    rooms == null ? folder.secret(ROOM_FILE, random) : rooms);
        } catch (IOException | UnsupportedOperationException impossible) {
            if (configuration.isProduction()) {
                throw new ConfigurationException(
                        "Nothing can be kept in the folder "
                                + given.dataDirectory()
                                + " ("
                                + impossible
                                + "): let the user who runs the server write there, or name another"
                                + " one in "
                                + Key.FOYER_DATA_DIR
                                + ".");
            }
            LOG.atWarn()
                    .addKeyValue("folder", given.dataDirectory())
                    .addKeyValue("reason", impossible.toString())
                    .log("Secrets are not kept: they end with this process");
            Secret turn = given.turn();
            Secret rooms = given.rooms();
            return new Secrets(
                    turn == null ? Secret.make(random) : turn,
                    rooms == null ? Secret.make(random) : rooms);
        }
    }

    /**
     * Looks at those that are kept, and makes none.
     *
     * @throws ConfigurationException when one of them cannot be used
     */
    static void examine(Configuration configuration) {
        Path kept = configuration.secrets().dataDirectory();
        if (!Files.isDirectory(kept)) {
            return;
        }
        try {
            DataFolder folder = DataFolder.open(kept, user());
            folder.examine(TURN_FILE);
            folder.examine(ROOM_FILE);
        } catch (IOException | UnsupportedOperationException unreadable) {
            throw new ConfigurationException(
                    "The folder "
                            + kept
                            + " cannot be read ("
                            + unreadable
                            + "): run this as the user who runs the server.");
        }
    }

    /** The user that files of this process belong to; empty where the system does not tell so. */
    private static OptionalInt user() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalInt.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("Uid:"))
                .mapToInt(line -> Integer.parseInt(line.split("\\s+", -1)[EFFECTIVE]))
                .findFirst();
    }
}
