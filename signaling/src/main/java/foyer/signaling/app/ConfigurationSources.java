package foyer.signaling.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is set, once: the file, then the environment, which wins. */
final class ConfigurationSources {
    /** Names another file than {@code foyer.conf} in the working directory; environment only. */
    static final String FILE_KEY = "FOYER_CONFIG";

    private static final String PREFIX = "FOYER_";
    private static final String DEFAULT_FILE = "foyer.conf";

    /** Keys of older versions, and what to do about each. */
    private static final Map<String, String> RETIRED = Map.of();

    private final Map<Key, String> values = new EnumMap<>(Key.class);

    private ConfigurationSources() {}

    /**
     * Reads them.
     *
     * @param directory where {@code foyer.conf} is looked for
     * @throws ConfigurationException for a file or a key that cannot be used
     */
    static Map<Key, String> read(Map<String, String> environment, Path directory) {
        ConfigurationSources sources = new ConfigurationSources();
        sources.readFile(environment.get(FILE_KEY), directory);
        sources.readEnvironment(environment);
        return sources.values;
    }

    private void readFile(@Nullable String named, Path directory) {
        Path file = directory.resolve(named == null ? DEFAULT_FILE : named);
        if (!Files.isRegularFile(file)) {
            if (named != null) {
                throw new ConfigurationException(
                        FILE_KEY + ": there is no file " + file + "; name one, or leave it out.");
            }
            return;
        }
        try {
            Config config =
                    ConfigFactory.parseFile(
                                    file.toFile(),
                                    ConfigParseOptions.defaults().setAllowMissing(false))
                            .resolve();
            config.root().forEach((name, value) -> put(name, text(value), file.toString()));
        } catch (ConfigException malformed) {
            throw new ConfigurationException(
                    "The file " + file + " is not valid: " + malformed.getMessage());
        }
    }

    private static String text(ConfigValue value) {
        return value.unwrapped() instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value.unwrapped());
    }

    private void readEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment)
                .forEach((name, value) -> {
                    if (name.startsWith(PREFIX) && !name.equals(FILE_KEY)) {
                        put(name, value, "the environment");
                    }
                });
    }

    private void put(String name, String value, String where) {
        String replacement = RETIRED.get(name);
        if (replacement != null) {
            throw new ConfigurationException(
                    name + " in " + where + " is no longer used: " + replacement);
        }
        for (Key key : Key.values()) {
            if (key.name().equals(name)) {
                values.put(key, value.strip());
                return;
            }
        }
        throw new ConfigurationException(
                name
                        + " in "
                        + where
                        + " is not a key of this version: remove it, or see docs/configuration.md"
                        + " for the keys there are.");
    }
}
