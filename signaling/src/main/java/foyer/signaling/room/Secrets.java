package foyer.signaling.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes and compares what only some may know. */
final class Secrets {
    private Secrets() {}

    /**
     * Makes one.
     *
     * @return so many random bytes in base64url
     */
    static String make(RandomGenerator random, int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Whether both are there and the same, in a time that tells nothing of where they differ. */
    static boolean same(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && MessageDigest.isEqual(
                        one.getBytes(StandardCharsets.UTF_8),
                        other.getBytes(StandardCharsets.UTF_8));
    }
}
