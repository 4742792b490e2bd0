package foyer.signaling.doctor;

import foyer.sfu.api.IceParameters;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser's connectivity check (RFC 8445 7.2.2, RFC 8489), and its answer. It nominates nothing.
 */
final class BindingRequest {
    static final int TRANSACTION_BYTES = 12;

    private static final int HEADER_BYTES = 20;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int INTEGRITY_BYTES = 24;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int COOKIE = 0x2112_a442;
    private static final short REQUEST = 0x0001;
    private static final short SUCCESS = 0x0101;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int PRIORITY = 0x0024;
    private static final int FINGERPRINT = 0x8028;
    private static final int ICE_CONTROLLING = 0x802a;
    private static final int FINGERPRINT_MASK = 0x5354_554e;

    /** RFC 8445 5.1.2.1: of a peer-reflexive candidate. */
    private static final int SOME_PRIORITY = 0x6eff_ffff;

    private final byte[] transactionId;
    private final byte[] key;
    private final byte[] bytes;

    /** Makes it; {@code transactionId} has {@link #TRANSACTION_BYTES} random bytes. */
    BindingRequest(IceParameters server, byte[] transactionId) {
        this.transactionId = transactionId.clone();
        key = server.password().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String user = server.usernameFragment() + ":doctor";
        put(body, USERNAME, user.getBytes(StandardCharsets.UTF_8));
        put(body, ICE_CONTROLLING, new byte[Long.BYTES]);
        put(body, PRIORITY, ByteBuffer.allocate(Integer.BYTES).putInt(SOME_PRIORITY).array());
        put(body, MESSAGE_INTEGRITY, signature(message(body, INTEGRITY_BYTES)));
        CRC32 crc = new CRC32();
        crc.update(message(body, FINGERPRINT_BYTES));
        int fingerprint = (int) crc.getValue() ^ FINGERPRINT_MASK;
        put(body, FINGERPRINT, ByteBuffer.allocate(Integer.BYTES).putInt(fingerprint).array());
        bytes = message(body, 0);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** True for the success response to it, signed with the server's password. */
    boolean isAnsweredBy(byte[] answer) {
        if (answer.length < HEADER_BYTES + INTEGRITY_BYTES + FINGERPRINT_BYTES) {
            return false;
        }
        int signed = answer.length - INTEGRITY_BYTES - FINGERPRINT_BYTES;
        byte[] before = Arrays.copyOf(answer, signed);
        // RFC 8489 14.5: the length counts up to the end of MESSAGE-INTEGRITY
        ByteBuffer.wrap(before).putShort(2, (short) (signed - HEADER_BYTES + INTEGRITY_BYTES));
        int signatureAt = signed + ATTRIBUTE_HEADER_BYTES;
        return ByteBuffer.wrap(answer).getShort() == SUCCESS
                && Arrays.equals(
                        Arrays.copyOfRange(answer, HEADER_BYTES - TRANSACTION_BYTES, HEADER_BYTES),
                        transactionId)
                && MessageDigest.isEqual(
                        Arrays.copyOfRange(answer, signatureAt, signed + INTEGRITY_BYTES),
                        signature(before));
    }

    private static void put(ByteArrayOutputStream body, int type, byte[] value) {
        body.writeBytes(
                ByteBuffer.allocate(ATTRIBUTE_HEADER_BYTES + (value.length + 3 & ~3))
                        .putShort((short) type)
                        .putShort((short) value.length)
                        .put(value)
                        .array());
    }

    /** What is there so far, under a header that counts some bytes to come. */
    private byte[] message(ByteArrayOutputStream body, int coming) {
        return ByteBuffer.allocate(HEADER_BYTES + body.size())
                .putShort(REQUEST)
                .putShort((short) (body.size() + coming))
                .putInt(COOKIE)
                .put(transactionId)
                .put(body.toByteArray())
                .array();
    }

    private byte[] signature(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
