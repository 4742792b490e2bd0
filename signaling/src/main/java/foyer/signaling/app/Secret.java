package foyer.signaling.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What only this server, and whom its operator tells, may know. It never shows. */
final class Secret {
    static final int MIN_CHARACTERS = 32;
    static final int MAX_CHARACTERS = 512;

    /** Fewer different characters are a key held down, not chance. */
    private static final int MIN_DIFFERENT = 8;

    private static final int RANDOM_BYTES = 32;
    private static final Pattern USABLE =
            Pattern.compile("[!-~]{" + MIN_CHARACTERS + "," + MAX_CHARACTERS + "}");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Null for a text that is too weak or no secret at all. */
    static @Nullable Secret of(String text) {
        boolean usable =
                USABLE.matcher(text).matches() && text.chars().distinct().count() >= MIN_DIFFERENT;
        return usable ? new Secret(text) : null;
    }

    /** 256 bits of chance. */
    static Secret make(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** As it was given or is in its file. */
    String text() {
        return text;
    }

    /** The key that its text is. */
    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
