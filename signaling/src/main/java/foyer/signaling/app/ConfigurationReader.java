package foyer.signaling.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.signaling.address.AddressRange;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.http.OperatorToken;
import foyer.signaling.session.AddressLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the configuration once: defaults, then the file, then the environment. */
final class ConfigurationReader {
    /** Names another file than {@code foyer.conf} in the working directory; environment only. */
    static final String FILE_KEY = "FOYER_CONFIG";

    private static final String PREFIX = "FOYER_";
    private static final String DEFAULT_FILE = "foyer.conf";
    private static final int MAX_PORT = 65_535;

    /** Keys of older versions, and what to do about each. */
    private static final Map<String, String> RETIRED = Map.of();

    private static final Pattern ORIGIN =
            Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private static final Pattern RATE =
            Pattern.compile("(\\d{1,7})\\+(\\d{1,6}(?:\\.\\d{1,6})?)/s");

    /** A token in three hours. */
    private static final double SLOWEST_RATE = 0.0001;

    private enum Switch {
        ON,
        OFF
    }

    private final Map<Key, String> values = new EnumMap<>(Key.class);

    private ConfigurationReader() {}

    /**
     * Reads it.
     *
     * @param directory where {@code foyer.conf} and relative paths are looked for
     * @throws ConfigurationException for a value or a key that cannot be used
     */
    static Configuration read(Map<String, String> environment, Path directory) {
        ConfigurationReader reader = new ConfigurationReader();
        reader.readFile(environment.get(FILE_KEY), directory);
        reader.readEnvironment(environment);
        return reader.configuration(directory);
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

    private Configuration configuration(Path directory) {
        int loops =
                value(Key.FOYER_LOOPS).isEmpty()
                        ? Runtime.getRuntime().availableProcessors()
                        : number(Key.FOYER_LOOPS, 1, 256);
        return new Configuration(
                number(Key.FOYER_PORT, 1, MAX_PORT),
                addresses(),
                rtc(loops, directory),
                loops,
                number(Key.FOYER_MAX_ROOMS, 1, 1_000_000),
                number(Key.FOYER_MAX_USERS_PER_ROOM, 1, 10_000),
                number(Key.FOYER_MAX_WAITING_PER_ROOM, 0, 10_000),
                origin(),
                directory.resolve(value(Key.FOYER_CLIENT_DIR)),
                ranges(),
                new AddressLimits(
                        number(Key.FOYER_MAX_SOCKETS_PER_ADDRESS, 1, 1_000_000),
                        rate(Key.FOYER_CONNECTION_RATE_PER_ADDRESS),
                        rate(Key.FOYER_JOIN_RATE_PER_ADDRESS),
                        rate(Key.FOYER_WRONG_SECRET_RATE_PER_ADDRESS)),
                choice(Key.FOYER_METRICS, MetricsAccess.class),
                choice(Key.FOYER_LOG_FORMAT, LogFormat.class),
                debugToken());
    }

    /** The value itself is told to nobody. */
    private @Nullable OperatorToken debugToken() {
        String text = value(Key.FOYER_DEBUG_TOKEN);
        OperatorToken token = OperatorToken.of(text);
        if (token == null && !text.isEmpty()) {
            throw new ConfigurationException(
                    Key.FOYER_DEBUG_TOKEN
                            + " cannot be used: set it to "
                            + OperatorToken.MIN_CHARACTERS
                            + " to "
                            + OperatorToken.MAX_CHARACTERS
                            + " letters, digits and . _ ~ + / = -, such as what \"openssl rand"
                            + " -hex 24\" says, or leave it empty.");
        }
        return token;
    }

    private RtcWays rtc(int loops, Path directory) {
        int port = number(Key.FOYER_RTC_PORT, 1, MAX_PORT);
        boolean single = choice(Key.FOYER_RTC_SINGLE_PORT, Switch.class) == Switch.ON;
        if (!single && port + loops - 1 > MAX_PORT) {
            throw bad(Key.FOYER_RTC_PORT, "a port with room for " + loops + " loops above it");
        }
        boolean tcp = choice(Key.FOYER_RTC_TCP, Switch.class) == Switch.ON;
        boolean udp = choice(Key.FOYER_RTC_UDP, Switch.class) == Switch.ON;
        if (!tcp && !udp) {
            throw bad(Key.FOYER_RTC_UDP, "on, or set FOYER_RTC_TCP to on");
        }
        return new RtcWays(
                port,
                single ? RtcPorts.ONE_IN_ALL : RtcPorts.ONE_PER_LOOP,
                new WebRtcTransportOptions(udp, tcp),
                new TurnReader(this::value, directory).read());
    }

    private List<AddressRange> ranges() {
        List<AddressRange> ranges = new ArrayList<>();
        for (String part : value(Key.FOYER_TRUSTED_PROXIES).split(",", -1)) {
            String text = part.strip();
            AddressRange range = AddressRange.parse(text);
            if (range != null) {
                ranges.add(range);
            } else if (!text.isEmpty()) {
                throw bad(
                        Key.FOYER_TRUSTED_PROXIES,
                        "addresses and ranges such as 192.0.2.7 or 2001:db8::/32, separated by"
                                + " commas");
            }
        }
        return ranges;
    }

    private AddressLimits.Rate rate(Key key) {
        Matcher matcher = RATE.matcher(value(key));
        if (matcher.matches()) {
            int atOnce = Integer.parseInt(matcher.group(1));
            double perSecond = Double.parseDouble(matcher.group(2));
            if (atOnce >= 1 && perSecond >= SLOWEST_RATE) {
                return new AddressLimits.Rate(atOnce, perSecond);
            }
        }
        throw bad(key, "a rate such as 100+10/s (so many at once, and so many more a second)");
    }

    private <E extends Enum<E>> E choice(Key key, Class<E> choices) {
        List<String> words = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            String word = choice.name().toLowerCase(Locale.ROOT);
            if (word.equals(value(key))) {
                return choice;
            }
            words.add(word);
        }
        throw bad(key, "one of " + String.join(", ", words));
    }

    private List<AnnouncedAddress> addresses() {
        List<AnnouncedAddress> addresses = new ArrayList<>();
        for (String part : value(Key.FOYER_ANNOUNCED_ADDRESS).split(",", -1)) {
            String text = part.strip();
            AnnouncedAddress address = text.isEmpty() ? null : AnnouncedAddress.read(text);
            if (address != null) {
                addresses.add(address);
            } else if (!text.isEmpty()) {
                throw bad(
                        Key.FOYER_ANNOUNCED_ADDRESS,
                        "addresses such as 203.0.113.5, [2001:db8::5]:40000 or a host name,"
                                + " separated by commas");
            }
        }
        return addresses;
    }

    private String origin() {
        String origin = value(Key.FOYER_CLIENT_ORIGIN);
        if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
            throw bad(Key.FOYER_CLIENT_ORIGIN, "* or an origin such as https://meet.example.org");
        }
        return origin;
    }

    private int number(Key key, int least, int most) {
        try {
            int number = Integer.parseInt(value(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw bad(key, "a number from " + least + " to " + most);
    }

    private String value(Key key) {
        return values.getOrDefault(key, key.defaultValue());
    }

    private ConfigurationException bad(Key key, String wanted) {
        return new ConfigurationException(
                key + " is \"" + value(key) + "\": set it to " + wanted + ".");
    }
}
