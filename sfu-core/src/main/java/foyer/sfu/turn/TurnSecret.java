package foyer.sfu.turn;

import java.util.Base64;

/**
 * The secret that who issues credentials and who checks them share. A user name is the moment until
 * which it may be used, in seconds since 1970, a colon, and an id; its password is the Base64 of
 * the HMAC-SHA1 of the user name (draft-uberti-behave-turn-rest-00 2.2, coturn's {@code
 * use-auth-secret}). Safe on every thread.
 */
public final class TurnSecret {
    /** Fewer could be guessed from one credential. */
    public static final int MIN_CHARACTERS = 32;

    /** Longer ones help nobody. */
    public static final int MAX_CHARACTERS = 512;

    private final byte[] key;

    /**
     * A secret.
     *
     * @throws IllegalArgumentException when it is too short or too long; it says how long it is,
     *     not what it is
     */
    public TurnSecret(String secret) {
        if (secret.length() < MIN_CHARACTERS || secret.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("characters: " + secret.length());
        }
        key = Texts.bytes(secret);
    }

    /**
     * Makes credentials.
     *
     * @param id whose they are: allocations are counted by it
     * @param expiresAtSeconds since 1970
     */
    public TurnCredentials issue(String id, long expiresAtSeconds) {
        String username = expiresAtSeconds + ":" + id;
        return new TurnCredentials(username, password(username));
    }

    String password(String username) {
        byte[] mac = Integrity.mac("HmacSHA1", key).doFinal(Texts.bytes(username));
        return Base64.getEncoder().encodeToString(mac);
    }

    @Override
    public String toString() {
        return "TurnSecret[]";
    }
}
