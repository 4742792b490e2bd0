package foyer.signaling.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final KeyValues values;
    private final Path directory;

    TurnReader(KeyValues values, Path directory) {
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
                !values.value(Key.FOYER_TURN_SECRET).isEmpty()
                        || !values.value(Key.FOYER_TURN_SECRET_FILE).isEmpty();
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
                Duration.ofSeconds(
                        values.number(Key.FOYER_TURN_TTL, MIN_TTL_SECONDS, MAX_TTL_SECONDS)));
    }

    private boolean own() {
        return switch (values.value(Key.FOYER_TURN)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw values.bad(Key.FOYER_TURN, "on or off");
        };
    }

    private String host() {
        String host = values.value(Key.FOYER_TURN_HOST);
        if (!host.isEmpty() && !NAME.matcher(host).matches()) {
            throw values.bad(Key.FOYER_TURN_HOST, "a host name such as turn.example.org");
        }
        return host;
    }

    private TurnWays.@Nullable Tls tls() {
        String certificate = values.value(Key.FOYER_TURN_CERTIFICATE);
        String key = values.value(Key.FOYER_TURN_KEY);
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw values.bad(
                    certificate.isEmpty() ? Key.FOYER_TURN_CERTIFICATE : Key.FOYER_TURN_KEY,
                    "a PEM file: certificate and key go together");
        }
        if (host().isEmpty()) {
            throw values.bad(
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
        for (String part : values.value(Key.FOYER_TURN_URLS).split(",", -1)) {
            String url = part.strip();
            if (!url.isEmpty() && !URL.matcher(url).matches()) {
                throw values.bad(
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
        return values.number(key, 1, MAX_PORT);
    }
}
