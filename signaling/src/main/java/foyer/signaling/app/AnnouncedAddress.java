package foyer.signaling.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address under which clients reach the media ports.
 *
 * @param host an IPv4 or IPv6 address without brackets, or a name
 * @param port where a NAT maps the media port to another one; 0 where it does not
 */
public record AnnouncedAddress(String host, int port) {
    private static final Pattern BRACKETS = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::(\\d+))?");
    private static final Pattern BARE_IPV6 =
            Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]*)(?::(\\d+))?");

    /**
     * Reads {@code 203.0.113.5}, {@code [2001:db8::5]:40000} or {@code media.example.org:40000}.
     */
    static @Nullable AnnouncedAddress read(String text) {
        if (BARE_IPV6.matcher(text).matches()) {
            return new AnnouncedAddress(text, 0);
        }
        Matcher brackets = BRACKETS.matcher(text);
        if (brackets.matches()) {
            return of(brackets);
        }
        Matcher name = NAME.matcher(text);
        return name.matches() ? of(name) : null;
    }

    private static @Nullable AnnouncedAddress of(Matcher matcher) {
        String port = matcher.group(2);
        if (port == null) {
            return new AnnouncedAddress(matcher.group(1), 0);
        }
        int number = port.length() > 5 ? 0 : Integer.parseInt(port);
        return number < 1 || number > 65_535
                ? null
                : new AnnouncedAddress(matcher.group(1), number);
    }
}
