package foyer.signaling.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What operators prove themselves by (RFC 6750 2.1). It never shows. */
public final class OperatorToken {
    /** Shorter ones can be guessed. */
    public static final int MIN_CHARACTERS = 24;

    public static final int MAX_CHARACTERS = 512;

    private static final String CHARACTER = "[A-Za-z0-9._~+/=-]";
    private static final Pattern USABLE =
            Pattern.compile(CHARACTER + "{" + MIN_CHARACTERS + "," + MAX_CHARACTERS + "}");
    private static final Pattern BEARER =
            Pattern.compile(
                    "[Bb][Ee][Aa][Rr][Ee][Rr] +(" + CHARACTER + "{1," + MAX_CHARACTERS + "})");

    private final byte[] token;

    private OperatorToken(byte[] token) {
        this.token = token;
    }

    /** Null for a text that is no token: too short, too long, or with other characters. */
    public static @Nullable OperatorToken of(String text) {
        return USABLE.matcher(text).matches()
                ? new OperatorToken(text.getBytes(StandardCharsets.US_ASCII))
                : null;
    }

    /** What the request brought along; null for nothing that could be a token. */
    static @Nullable String shown(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (values.size() != 1) {
            return null;
        }
        Matcher matcher = BEARER.matcher(values.getFirst());
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Takes as long for a wrong one as for a right one. */
    boolean matches(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "OperatorToken[]";
    }
}
