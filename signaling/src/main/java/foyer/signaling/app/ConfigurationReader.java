package foyer.signaling.app;

import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.SrtpCipher;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.signaling.address.AddressRange;
import foyer.signaling.address.IpAddress;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.http.OperatorToken;
import foyer.signaling.session.AddressLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of what its sources say, or of defaults. */
final class ConfigurationReader {
    private static final int MAX_PORT = 65_535;
    private static final int MOST_ROOMS = 1_000_000;
    private static final int LONGEST_DRAIN_SECONDS = 86_400;

    private static final Pattern WILDCARD = Pattern.compile("[0:.]+");

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

    private final KeyValues values;

    private ConfigurationReader(Map<Key, String> values) {
        this.values = new KeyValues(key -> values.getOrDefault(key, key.defaultValue()));
    }

    /**
     * Reads it.
     *
     * @param directory where {@code foyer.conf} and relative paths are looked for
     * @throws ConfigurationException for a value or a key that cannot be used
     */
    static Configuration read(Map<String, String> environment, Path directory) {
        return new ConfigurationReader(ConfigurationSources.read(environment, directory))
                .configuration(directory);
    }

    private Configuration configuration(Path directory) {
        int loops =
                values.value(Key.FOYER_LOOPS).isEmpty()
                        ? Runtime.getRuntime().availableProcessors()
                        : values.number(Key.FOYER_LOOPS, 1, 256);
        return new Configuration(
                new Listening(
                        listenAddress(),
                        values.number(Key.FOYER_PORT, 1, MAX_PORT),
                        mediaListenAddresses()),
                addresses(),
                rtc(loops, directory),
                loops,
                new Capacity(
                        values.number(Key.FOYER_MAX_ROOMS, 1, MOST_ROOMS),
                        values.value(Key.FOYER_MAX_USERS).isEmpty()
                                ? Integer.MAX_VALUE
                                : values.number(Key.FOYER_MAX_USERS, 1, Integer.MAX_VALUE),
                        values.number(Key.FOYER_MAX_USERS_PER_ROOM, 1, 10_000),
                        values.number(Key.FOYER_MAX_WAITING_PER_ROOM, 0, 10_000),
                        values.number(Key.FOYER_MAX_LOAD, 20, 100),
                        values.number(Key.FOYER_CONSUMERS_PER_LOOP, 0, 1_000_000)),
                values.number(Key.FOYER_DRAIN_SECONDS, 0, LONGEST_DRAIN_SECONDS),
                new Secrets.Given(
                        directory.resolve(values.value(Key.FOYER_DATA_DIR)),
                        secret(Key.FOYER_TURN_SECRET, Key.FOYER_TURN_SECRET_FILE, directory),
                        secret(Key.FOYER_ROOM_SECRET, Key.FOYER_ROOM_SECRET_FILE, directory)),
                origin(),
                directory.resolve(values.value(Key.FOYER_CLIENT_DIR)),
                ranges(),
                new AddressLimits(
                        values.number(Key.FOYER_MAX_SOCKETS_PER_ADDRESS, 1, 1_000_000),
                        rate(Key.FOYER_CONNECTION_RATE_PER_ADDRESS),
                        rate(Key.FOYER_JOIN_RATE_PER_ADDRESS),
                        rate(Key.FOYER_WRONG_SECRET_RATE_PER_ADDRESS)),
                choice(Key.FOYER_METRICS, MetricsAccess.class),
                choice(Key.FOYER_LOG_FORMAT, LogFormat.class),
                debugToken());
    }

    /** The value itself is told to nobody. */
    private @Nullable OperatorToken debugToken() {
        String text = values.value(Key.FOYER_DEBUG_TOKEN);
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

    /** The value itself is told to nobody. */
    private @Nullable Secret secret(Key itself, Key inFile, Path directory) {
        String text = values.value(itself);
        String named = values.value(inFile);
        if (text.isEmpty() && named.isEmpty()) {
            return null;
        }
        if (!text.isEmpty() && !named.isEmpty()) {
            throw new ConfigurationException(
                    "Both " + itself + " and " + inFile + " are set: leave out one of them.");
        }
        Key key = named.isEmpty() ? itself : inFile;
        Secret secret = Secret.of(named.isEmpty() ? text : content(key, directory.resolve(named)));
        if (secret == null) {
            throw new ConfigurationException(
                    key
                            + " is too weak: give "
                            + Secret.MIN_CHARACTERS
                            + " to "
                            + Secret.MAX_CHARACTERS
                            + " random characters, such as what \"openssl rand -hex 32\" says.");
        }
        return secret;
    }

    private static String content(Key key, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    key
                            + ": the file "
                            + file
                            + " cannot be read ("
                            + unreadable.getClass().getSimpleName()
                            + "): name one that the user who runs the server may read.");
        }
    }

    private @Nullable String listenAddress() {
        String text = values.value(Key.FOYER_LISTEN_ADDRESS);
        if (text.isEmpty()) {
            return null;
        }
        if (IpAddress.parse(text) == null) {
            throw values.bad(
                    Key.FOYER_LISTEN_ADDRESS,
                    "an address such as 127.0.0.1 or ::1, or leave it out");
        }
        return text;
    }

    private List<String> mediaListenAddresses() {
        List<String> addresses = new ArrayList<>();
        for (String part : values.value(Key.FOYER_RTC_LISTEN_ADDRESS).split(",", -1)) {
            String text = part.strip();
            // A socket on all addresses may answer from another one than it was asked at.
            if (IpAddress.parse(text) != null && !WILDCARD.matcher(text).matches()) {
                addresses.add(text);
            } else if (!text.isEmpty()) {
                throw values.bad(
                        Key.FOYER_RTC_LISTEN_ADDRESS,
                        "addresses such as 192.0.2.7 or 2001:db8::5, separated by commas, or leave it"
                                + " out for all");
            }
        }
        return addresses;
    }

    private RtcWays rtc(int loops, Path directory) {
        int port = values.number(Key.FOYER_RTC_PORT, 1, MAX_PORT);
        boolean single = choice(Key.FOYER_RTC_SINGLE_PORT, Switch.class) == Switch.ON;
        if (!single && port + loops - 1 > MAX_PORT) {
            throw values.bad(
                    Key.FOYER_RTC_PORT, "a port with room for " + loops + " loops above it");
        }
        boolean tcp = choice(Key.FOYER_RTC_TCP, Switch.class) == Switch.ON;
        boolean udp = choice(Key.FOYER_RTC_UDP, Switch.class) == Switch.ON;
        if (!tcp && !udp) {
            throw values.bad(Key.FOYER_RTC_UDP, "on, or set FOYER_RTC_TCP to on");
        }
        return new RtcWays(
                port,
                single ? RtcPorts.ONE_IN_ALL : RtcPorts.ONE_PER_LOOP,
                new WebRtcTransportOptions(udp, tcp),
                choice(Key.FOYER_SRTP_CIPHER, SrtpCipher.class),
                new TurnReader(values, directory).read(),
                new FrontReader(values).read());
    }

    private List<AddressRange> ranges() {
        List<AddressRange> ranges = new ArrayList<>();
        for (String part : values.value(Key.FOYER_TRUSTED_PROXIES).split(",", -1)) {
            String text = part.strip();
            AddressRange range = AddressRange.parse(text);
            if (range != null) {
                ranges.add(range);
            } else if (!text.isEmpty()) {
                throw values.bad(
                        Key.FOYER_TRUSTED_PROXIES,
                        "addresses and ranges such as 192.0.2.7 or 2001:db8::/32, separated by"
                                + " commas");
            }
        }
        return ranges;
    }

    private AddressLimits.Rate rate(Key key) {
        Matcher matcher = RATE.matcher(values.value(key));
        if (matcher.matches()) {
            int atOnce = Integer.parseInt(matcher.group(1));
            double perSecond = Double.parseDouble(matcher.group(2));
            if (atOnce >= 1 && perSecond >= SLOWEST_RATE) {
                return new AddressLimits.Rate(atOnce, perSecond);
            }
        }
        throw values.bad(
                key, "a rate such as 100+10/s (so many at once, and so many more a second)");
    }

    private <E extends Enum<E>> E choice(Key key, Class<E> choices) {
        List<String> words = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            String word = choice.name().toLowerCase(Locale.ROOT);
            if (word.equals(values.value(key))) {
                return choice;
            }
            words.add(word);
        }
        throw values.bad(key, "one of " + String.join(", ", words));
    }

    private List<AnnouncedAddress> addresses() {
        List<AnnouncedAddress> addresses = new ArrayList<>();
        for (String part : values.value(Key.FOYER_ANNOUNCED_ADDRESS).split(",", -1)) {
            String text = part.strip();
            AnnouncedAddress address = text.isEmpty() ? null : AnnouncedAddress.read(text);
            if (address != null) {
                addresses.add(address);
            } else if (!text.isEmpty()) {
                throw values.bad(
                        Key.FOYER_ANNOUNCED_ADDRESS,
                        "addresses such as 203.0.113.5, [2001:db8::5]:40000 or a host name,"
                                + " separated by commas");
            }
        }
        return addresses;
    }

    private String origin() {
        String origin = values.value(Key.FOYER_CLIENT_ORIGIN);
        if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
            throw values.bad(
                    Key.FOYER_CLIENT_ORIGIN, "* or an origin such as https://meet.example.org");
        }
        return origin;
    }
}
