package foyer.signaling.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the configuration says of TURN. */
final class TurnReader {
    private static final int MAX_PORT = 65_535;
    private static final int MIN_TTL_SECONDS = 600;
    private static final int MAX_TTL_SECONDS = 86_400;

    /** RFC 7065 and RFC 7064, as browsers take them. */
    private static final Pattern URL =
            Pattern.compile(
                    "turns?:([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?"
                            + "(\\?transport=(udp|tcp))?");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

    private final Function<Key, String> values;
    private final Path directory;

    TurnReader(Function<Key, String> values, Path directory) {
        this.values = values;
        this.directory = directory;
    }

    /**
     * Reads it.
     *
     * @throws ConfigurationException for a value that cannot be used
     */
    TurnWays read() {
        List<String> urls = urls();
        boolean own = own();
        boolean given =
                !value(Key.FOYER_TURN_SECRET).isEmpty()
                        || !value(Key.FOYER_TURN_SECRET_FILE).isEmpty();
        if (!own && !urls.isEmpty() && !given) {
            throw new ConfigurationException(
                    Key.FOYER_TURN_SECRET
                            + " is not set: set it to the secret of the TURN server that "
                            + Key.FOYER_TURN_URLS
                            + " names.");
        }
        return new TurnWays(
                own ? new TurnWays.OwnServer(number(Key.FOYER_TURN_PORT), host(), tls()) : null,
                urls,
                Duration.ofSeconds(number(Key.FOYER_TURN_TTL, MIN_TTL_SECONDS, MAX_TTL_SECONDS)));
    }

    private boolean own() {
        return switch (value(Key.FOYER_TURN)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw bad(Key.FOYER_TURN, "on or off");
        };
    }

    private String host() {
        String host = value(Key.FOYER_TURN_HOST);
        if (!host.isEmpty() && !NAME.matcher(host).matches()) {
            throw bad(Key.FOYER_TURN_HOST, "a host name such as turn.example.org");
        }
        return host;
    }

    private TurnWays.@Nullable Tls tls() {
        String certificate = value(Key.FOYER_TURN_CERTIFICATE);
        String key = value(Key.FOYER_TURN_KEY);
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw bad(
                    certificate.isEmpty() ? Key.FOYER_TURN_CERTIFICATE : Key.FOYER_TURN_KEY,
                    "a PEM file: certificate and key go together");
        }
        if (host().isEmpty()) {
            throw bad(
                    Key.FOYER_TURN_HOST,
                    "the name that the certificate is for, as clients compare it");
        }
        return new TurnWays.Tls(
                number(Key.FOYER_TURN_TLS_PORT),
                directory.resolve(certificate),
                directory.resolve(key));
    }

    private List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (String part : value(Key.FOYER_TURN_URLS).split(",", -1)) {
            String url = part.strip();
            if (!url.isEmpty() && !URL.matcher(url).matches()) {
                throw bad(
                        Key.FOYER_TURN_URLS,
                        "addresses such as turn:turn.example.org:3478?transport=udp, separated by"
                                + " commas");
            }
            if (!url.isEmpty()) {
                urls.add(url);
            }
        }
        return urls;
    }

    private int number(Key key) {
        return number(key, 1, MAX_PORT);
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
        return values.apply(key);
    }

    private ConfigurationException bad(Key key, String wanted) {
        return new ConfigurationException(
                key + " is \"" + value(key) + "\": set it to " + wanted + ".");
    }
}
