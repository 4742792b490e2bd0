package foyer.load.rtc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binding requests of a controlling agent that nominates at once (RFC 8445 8.1.1, RFC 8489), and
 * their answers.
 */
final class BindingCheck {
    private static final int HEADER_BYTES = 20;
    private static final int TRANSACTION_BYTES = 12;
    private static final int MAGIC_COOKIE = 0x2112_a442;
    private static final int SUCCESS = 0x0101;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int ICE_CONTROLLING = 0x802a;
    private static final int INTEGRITY_BYTES = 4 + 20;
    private static final int FINGERPRINT_BYTES = 4 + 4;

    /** RFC 8445 5.1.2.1: type preference 126, local preference 65535, component 1. */
    private static final int HOST_PRIORITY = 0x7eff_ffff;

    private final byte[] username;
    private final SecretKeySpec key;
    private final RandomGenerator random;
    private final long tieBreaker;
    private final byte[] transaction = new byte[TRANSACTION_BYTES];

    BindingCheck(RemoteTransport remote, String localFragment, RandomGenerator random) {
        username =
                (remote.usernameFragment() + ":" + localFragment)
                        .getBytes(StandardCharsets.US_ASCII);
        key = new SecretKeySpec(remote.password().getBytes(StandardCharsets.US_ASCII), "HmacSHA1");
        this.random = random;
        tieBreaker = random.nextLong();
    }

    /** The next request; only its answer counts from now on. */
    byte[] request() {
        random.nextBytes(transaction);
        int padded = (username.length + 3) & ~3;
        int body = 4 + padded + 12 + 8 + 4 + INTEGRITY_BYTES + FINGERPRINT_BYTES;
        ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES + body);
        // RFC 8489 14.5: while it is signed, the length ends with MESSAGE-INTEGRITY.
        message.putShort((short) 0x0001).putShort((short) (body - FINGERPRINT_BYTES));
        message.putInt(MAGIC_COOKIE).put(transaction);
        attribute(message, USERNAME, username.length).put(username);
        message.position(message.position() + padded - username.length);
        attribute(message, ICE_CONTROLLING, 8).putLong(tieBreaker);
        attribute(message, PRIORITY, 4).putInt(HOST_PRIORITY);
        attribute(message, USE_CANDIDATE, 0);
        byte[] signature = hmac(message.array(), message.position());
        attribute(message, MESSAGE_INTEGRITY, signature.length).put(signature);
        message.putShort(2, (short) body);
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, message.position());
        attribute(message, FINGERPRINT, 4).putInt((int) crc.getValue() ^ 0x5354_554e);
        return message.array();
    }

    private static ByteBuffer attribute(ByteBuffer message, int type, int bytes) {
        return message.putShort((short) type).putShort((short) bytes);
    }

    /** Whether this is a signed success response to the last request. */
    boolean isAnsweredBy(byte[] message) {
        ByteBuffer view = ByteBuffer.wrap(message);
        if (message.length < HEADER_BYTES
                || view.getShort(0) != SUCCESS
                || !Arrays.equals(message, 8, HEADER_BYTES, transaction, 0, TRANSACTION_BYTES)) {
            return false;
        }
        int at = HEADER_BYTES;
        while (at + 4 <= message.length) {
            int bytes = view.getShort(at + 2) & 0xffff;
            if ((view.getShort(at) & 0xffff) == MESSAGE_INTEGRITY) {
                return at + INTEGRITY_BYTES <= message.length && isSigned(message, at);
            }
            at += 4 + (bytes + 3 & ~3);
        }
        return false;
    }

    private boolean isSigned(byte[] message, int at) {
        byte[] head = Arrays.copyOf(message, at);
        ByteBuffer.wrap(head).putShort(2, (short) (at + INTEGRITY_BYTES - HEADER_BYTES));
        byte[] signature = hmac(head, at);
        return Arrays.equals(message, at + 4, at + INTEGRITY_BYTES, signature, 0, signature.length);
    }

    private byte[] hmac(byte[] text, int bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            mac.update(text, 0, bytes);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1", e);
        }
    }
}
