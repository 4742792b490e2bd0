package foyer.sfu.ortc;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.api.RtcpFeedback;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Limits of what a peer may say. Text goes on into the SDP of other peers, so nothing but printable
 * ASCII passes; a record made from JSON may hold null where its type says otherwise.
 */
final class Check {
    static final int MAX_CODECS = 64;
    static final int MAX_HEADER_EXTENSIONS = 32;
    static final int MAX_ENCODINGS = 8;
    private static final int MAX_FEEDBACK = 32;
    private static final int MAX_PARAMETERS = 64;
    private static final int MAX_NAME = 64;
    private static final int MAX_VALUE = 256;
    private static final int MAX_SHOWN = 64;
    private static final int MAX_CLOCK_RATE = 384_000;
    private static final int MAX_CHANNELS = 32;
    private static final Pattern MIME_TYPE =
            Pattern.compile("(?:audio|video)/[a-z0-9][a-z0-9.+_-]{0,63}");

    private Check() {}

    static MediaException invalid(String what, @Nullable Object value) {
        return new MediaException(Reason.INVALID, what + ": " + shown(value));
    }

    static void that(boolean holds, String what, @Nullable Object value) {
        if (!holds) {
            throw invalid(what, value);
        }
    }

    static void size(List<?> list, int max, String what) {
        that(list.size() <= max, "number of " + what, list.size());
    }

    static void range(long value, long min, long max, String what) {
        that(value >= min && value <= max, what, value);
    }

    static void text(@Nullable String text, int min, int max, String what) {
        that(text != null && isPlain(text, min, max), what, text);
    }

    static void uri(@Nullable String uri) {
        boolean plain = uri != null && isPlain(uri, 1, MAX_VALUE) && uri.indexOf(' ') < 0;
        that(plain, "header extension uri", uri);
    }

    private static boolean isPlain(String text, int min, int max) {
        return text.length() >= min
                && text.length() <= max
                && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static void uniqueId(Set<Integer> seen, int id) {
        range(id, 1, 255, "header extension id");
        that(seen.add(id), "header extension id given twice", id);
    }

    /** What capabilities and parameters say of a codec alike. */
    static void codec(
            @Nullable String mimeType,
            String kind,
            int clockRate,
            @Nullable Integer channels,
            Map<String, Object> parameters,
            List<RtcpFeedback> feedback) {
        String lower = mimeType == null ? "" : mimeType.toLowerCase(Locale.ROOT);
        that(MIME_TYPE.matcher(lower).matches(), "mimeType", mimeType);
        that(lower.startsWith(kind + "/"), "mimeType of kind " + kind, mimeType);
        range(clockRate, 1, MAX_CLOCK_RATE, "clockRate");
        range(channels == null ? 1 : channels, 1, MAX_CHANNELS, "channels");
        parameters(parameters);
        feedback(feedback);
    }

    static void parameters(Map<String, Object> parameters) {
        that(parameters.size() <= MAX_PARAMETERS, "number of parameters", parameters.size());
        parameters.forEach((key, value) -> {
            text(key, 1, MAX_NAME, "parameter name");
            parameter(key, value);
        });
        if (parameters.containsKey("apt")) {
            range(Fmtp.number(parameters, "apt", 0), 0, 127, "apt");
        }
    }

    private static void parameter(String key, Object value) {
        switch (value) {
            case String text -> text(text, 0, MAX_VALUE, "parameter " + key);
            case Number number -> that(Double.isFinite(number.doubleValue()), key, value);
            default -> throw invalid("parameter " + key, value);
        }
    }

    private static void feedback(List<RtcpFeedback> feedback) {
        size(feedback, MAX_FEEDBACK, "rtcpFeedback");
        for (RtcpFeedback one : feedback) {
            text(one.type(), 1, MAX_NAME, "rtcpFeedback type");
            text(one.parameter(), 0, MAX_NAME, "rtcpFeedback parameter");
        }
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
