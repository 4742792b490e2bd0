package foyer.signaling.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes the host keys of rooms, and knows again those that the process before made, so that the
 * hosts of a meeting are its hosts after a restart. A key is the moment it was made, 8 bytes, and
 * 16 bytes of an HMAC-SHA-256 (RFC 2104) of that and the room's id. Safe on every thread.
 */
public final class HostKeys {
    /** Meetings are over after that. */
    static final long LIFE_MILLIS = 12 * 60 * 60_000L;

    /** Clients of the process before are back within that, or will never be. */
    static final long WINDOW_MILLIS = 10 * 60_000L;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "host-key";
    private static final int MAC_BYTES = 16;
    private static final int KEY_BYTES = Long.BYTES + MAC_BYTES;

    private final byte[] secret;
    private final long startedMillis;
    private final long startedWallMillis;
    private long lastWallMillis;

    /**
     * The keys of a process.
     *
     * @param secret the same in the process before and the next one
     * @param startedMillis when it started, on the clock that rooms are given
     * @param startedWallMillis the same since 1970
     */
    public HostKeys(byte[] secret, long startedMillis, long startedWallMillis) {
        this.secret = secret.clone();
        this.startedMillis = startedMillis;
        this.startedWallMillis = startedWallMillis;
    }

    /** A key for a room that is made now. */
    public HostKey forRoom(String roomId, long nowMillis) {
        long madeWallMillis = nextMoment(startedWallMillis + (nowMillis - startedMillis));
        byte[] key =
                ByteBuffer.allocate(KEY_BYTES)
                        .putLong(madeWallMillis)
                        .put(mac(roomId, madeWallMillis))
                        .array();
        return new HostKey(
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                (shown, shownMillis) -> isOfProcessBefore(roomId, shown, shownMillis));
    }

    /** No two keys are of the same moment: one room after another of its name has its own. */
    private synchronized long nextMoment(long wallMillis) {
        lastWallMillis = Math.max(wallMillis, lastWallMillis + 1);
        return lastWallMillis;
    }

    private boolean isOfProcessBefore(String roomId, String shown, long nowMillis) {
        byte[] key = decoded(shown);
        if (key == null || nowMillis - startedMillis >= WINDOW_MILLIS) {
            return false;
        }
        long madeWallMillis = ByteBuffer.wrap(key).getLong();
        long ageMillis = startedWallMillis - madeWallMillis;
        byte[] mac = Arrays.copyOfRange(key, Long.BYTES, KEY_BYTES);
        boolean genuine = MessageDigest.isEqual(mac, mac(roomId, madeWallMillis));
        return genuine && ageMillis > 0 && ageMillis < LIFE_MILLIS;
    }

    private static byte @Nullable [] decoded(String shown) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(shown);
            return key.length == KEY_BYTES ? key : null;
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }

    private byte[] mac(String roomId, long madeWallMillis) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((PURPOSE + "/" + roomId + "/").getBytes(StandardCharsets.UTF_8));
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(madeWallMillis).flip());
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(ALGORITHM, everyJavaHasIt);
        }
    }
}
