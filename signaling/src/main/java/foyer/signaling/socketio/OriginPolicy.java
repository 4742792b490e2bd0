package foyer.signaling.socketio;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may connect.
 *
 * @param allowed {@code *} or one origin; pages of this very machine are always welcome
 */
public record OriginPolicy(String allowed) {
    private static final Pattern LOCAL =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");

    /** Who is not a browser, and a browser's same-origin GET, send no origin. */
    boolean allows(@Nullable String origin) {
        if (origin == null || allowed.equals("*")) {
            return true;
        }
        return origin.toLowerCase(Locale.ROOT).equals(allowed.toLowerCase(Locale.ROOT))
                || isLocal(origin);
    }

    /** Whether pages of that origin are of this very machine. */
    public static boolean isLocal(String origin) {
        return LOCAL.matcher(origin.toLowerCase(Locale.ROOT)).matches();
    }
}
