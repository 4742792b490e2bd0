package foyer.sfu.ortc;

import java.util.Map;

/**
 * Reads codec parameters, whose values come as they were written in some SDP or JSON: {@code 1},
 * {@code 1L}, {@code 1.0} and {@code "1"} are the same number.
 */
final class Fmtp {
    /** Not a number, or one that no parameter of ours can have. */
    static final int NOT_A_NUMBER = -1;

    private Fmtp() {}

    /** The non-negative integer at {@code key}, {@code absent} or {@link #NOT_A_NUMBER}. */
    static int number(Map<String, Object> parameters, String key, int absent) {
        Object value = parameters.get(key);
        return switch (value) {
            case null -> absent;
            case Number number -> integral(number.doubleValue());
            case String digits -> parsed(digits);
            default -> NOT_A_NUMBER;
        };
    }

    /** The text at {@code key}, {@code absent} where there is none; a number loses its fraction. */
    static String text(Map<String, Object> parameters, String key, String absent) {
        Object value = parameters.get(key);
        return switch (value) {
            case null -> absent;
            case Number number -> String.valueOf(number.longValue());
            default -> value.toString();
        };
    }

    private static int integral(double value) {
        int integer = (int) value;
        return integer == value && integer >= 0 ? integer : NOT_A_NUMBER;
    }

    private static int parsed(String digits) {
        String trimmed = digits.strip();
        if (trimmed.isEmpty() || trimmed.length() > 9) {
            return NOT_A_NUMBER;
        }
        for (int i = 0; i < trimmed.length(); i++) {
            if (trimmed.charAt(i) < '0' || trimmed.charAt(i) > '9') {
                return NOT_A_NUMBER;
            }
        }
        return Integer.parseInt(trimmed);
    }
}
