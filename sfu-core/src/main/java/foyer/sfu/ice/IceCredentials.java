package foyer.sfu.ice;

import foyer.sfu.api.IceParameters;
import java.util.random.RandomGenerator;

/** Makes the short-term credentials of an ICE-lite agent (RFC 8445 5.3). */
public final class IceCredentials {
    /** 96 random bits: unique among all agents of a process. */
    private static final int FRAGMENT_CHARS = 16;

    /** 192 random bits; RFC 8445 wants 128. */
    private static final int PASSWORD_CHARS = 32;

    private static final String ICE_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private IceCredentials() {}

    /** New credentials; outside of tests the generator is a {@code SecureRandom}. */
    public static IceParameters random(RandomGenerator random) {
        return random(random, "");
    }

    /** New credentials whose user name fragment starts with some ICE characters. */
    public static IceParameters random(RandomGenerator random, String prefix) {
        return new IceParameters(
                prefix + iceChars(random, FRAGMENT_CHARS),
                iceChars(random, PASSWORD_CHARS),
                /* iceLite= */ true);
    }

    private static String iceChars(RandomGenerator random, int count) {
        StringBuilder chars = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            chars.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return chars.toString();
    }
}
