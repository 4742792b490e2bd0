package foyer.sfu.turn;

import foyer.sfu.wire.Path;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/**
 * Nonces that need no memory: the moment of their making and a signature over it and the client's
 * address. A client has its own ones, for an hour (RFC 8656 5 asks for that much and not more).
 */
final class Nonces {
    static final long LIFE_SECONDS = 3_600;

    /** 12 bytes as Base64. */
    static final int CHARACTERS = 16;

    private static final int SIGNATURE_BYTES = 8;
    private static final int KEY_BYTES = 20;

    private final byte[] key = new byte[KEY_BYTES];

    Nonces(RandomGenerator random) {
        random.nextBytes(key);
    }

    byte[] make(Path client, long nowNanos) {
        return make(client, (int) TimeUnit.NANOSECONDS.toSeconds(nowNanos));
    }

    private byte[] make(Path client, int seconds) {
        ByteBuffer nonce = ByteBuffer.allocate(Integer.BYTES + SIGNATURE_BYTES);
        nonce.putInt(seconds);
        Mac mac = Integrity.mac("HmacSHA1", key);
        mac.update(nonce.array(), 0, Integer.BYTES);
        mac.update(client.remote().getAddress().getAddress());
        mac.update((byte) (client.remote().getPort() >>> 8));
        mac.update((byte) client.remote().getPort());
        mac.update((byte) client.local());
        nonce.put(mac.doFinal(), 0, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().encode(nonce.array());
    }

    /** Whether we made it for this client, and not too long ago. */
    boolean fresh(byte[] nonce, Path client, long nowNanos) {
        if (nonce.length != CHARACTERS) {
            return false;
        }
        byte[] decoded;
        try {
            decoded = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException notBase64) { // the decoder's only way to say it
            return false;
        }
        int seconds = ByteBuffer.wrap(decoded).getInt();
        int age = (int) TimeUnit.NANOSECONDS.toSeconds(nowNanos) - seconds;
        return age >= 0
                && age <= LIFE_SECONDS
                && MessageDigest.isEqual(make(client, seconds), nonce);
    }
}
