package foyer.signaling.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the configuration says of the port that all share. */
final class FrontReader {
    private static final int MAX_PORT = 65_535;

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    private final KeyValues values;

    FrontReader(KeyValues values) {
        this.values = values;
    }

    /**
     * Reads it; null for none.
     *
     * @throws ConfigurationException for a value that cannot be used
     */
    @Nullable FrontWays read() {
        String port = values.value(Key.FOYER_FRONT_PORT);
        String https = values.value(Key.FOYER_FRONT_HTTPS);
        if (port.isEmpty() && https.isEmpty()) {
            return null;
        }
        int number = port(port);
        if (number == 0) {
            throw values.bad(Key.FOYER_FRONT_PORT, "a number from 1 to 65535, such as 443");
        }
        Matcher target = HOST_AND_PORT.matcher(https);
        if (!target.matches() || port(target.group(2)) == 0) {
            throw values.bad(
                    Key.FOYER_FRONT_HTTPS,
                    "host and port of the proxy, such as 127.0.0.1:8443 or caddy:443");
        }
        return new FrontWays(number, target.group(1), port(target.group(2)));
    }

    /** The number, 0 for none that can be used. */
    private static int port(String text) {
        try {
            int number = Integer.parseInt(text);
            return number < 1 || number > MAX_PORT ? 0 : number;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
