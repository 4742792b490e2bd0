package foyer.signaling.socketio;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The names by which sockets are known, to the server and to others in a room. The library would
 * use Engine.IO's session id for that, and who knows a session id can send and receive as its
 * client. So a name is the session id under a permutation that only this process knows: one block
 * of AES.
 */
final class SocketIds {
    private final SecretKeySpec key;

    SocketIds() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, "AES");
    }

    /** The socket of a session. */
    String of(UUID session) {
        return permute(Cipher.ENCRYPT_MODE, session).toString();
    }

    /** The session of a socket. */
    UUID sessionOf(String socketId) {
        return permute(Cipher.DECRYPT_MODE, UUID.fromString(socketId));
    }

    private UUID permute(int direction, UUID id) {
        ByteBuffer block = ByteBuffer.allocate(16);
        block.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(direction, key);
            ByteBuffer permuted = ByteBuffer.wrap(cipher.doFinal(block.array()));
            return new UUID(permuted.getLong(), permuted.getLong());
        } catch (GeneralSecurityException missing) {
            // Every Java platform has AES with keys of 128 bits.
            throw new IllegalStateException(missing);
        }
    }
}
