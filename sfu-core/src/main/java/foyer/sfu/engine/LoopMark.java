package foyer.sfu.engine;

import org.jspecify.annotations.Nullable;

/** The number of a loop at the head of its transports' user names: three hexadecimal digits. */
final class LoopMark {
    private static final int DIGITS = 3;
    private static final int RADIX = 16;

    private LoopMark() {}

    static String of(int loop) {
        String digits = Integer.toString(loop, RADIX);
        if (loop < 0 || digits.length() > DIGITS) {
            throw new IllegalArgumentException("loop: " + loop);
        }
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** The loop a user name says, whoever wrote it; −1 for none. */
    static int read(@Nullable String userName) {
        if (userName == null || userName.length() < DIGITS) {
            return -1;
        }
        int loop = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = Character.digit(userName.charAt(i), RADIX);
            if (digit < 0) {
                return -1;
            }
            loop = loop * RADIX + digit;
        }
        return loop;
    }
}
