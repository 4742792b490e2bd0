package foyer.sfu.turn;

import org.jspecify.annotations.Nullable;

/**
 * A user name taken apart.
 *
 * @param name all of it
 * @param id what stands behind the moment: new credentials of somebody have the same
 * @param expiresAtSeconds since 1970
 */
record TurnUser(String name, String id, long expiresAtSeconds) {
    static final int MAX_BYTES = 200;

    /** Years enough, and no overflow. */
    private static final int MAX_DIGITS = 12;

    /** Reads a user name; null when it is none of ours. */
    static @Nullable TurnUser read(String name) {
        int colon = name.indexOf(':');
        if (colon < 1 || colon > MAX_DIGITS || colon == name.length() - 1) {
            return null;
        }
        long seconds = 0;
        for (int i = 0; i < colon; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            seconds = 10 * seconds + digit;
        }
        return new TurnUser(name, name.substring(colon + 1), seconds);
    }
}
