package foyer.sfu.ice;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Puts STUN messages together byte by byte, wrong ones too; shares no code with what it tests. */
final class StunBuilder {
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802a;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int type;
    private final byte[] transactionId;

    StunBuilder(int type, byte[] transactionId) {
        this.type = type;
        this.transactionId = transactionId;
    }

    StunBuilder attribute(int attributeType, byte... value) {
        body.writeBytes(
                ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4)
                        .putShort((short) attributeType)
                        .putShort((short) value.length)
                        .put(value)
                        .array());
        return this;
    }

    StunBuilder attribute(int attributeType, String value) {
        return attribute(attributeType, value.getBytes(StandardCharsets.US_ASCII));
    }

    StunBuilder attribute32(int attributeType, long value) {
        return attribute(attributeType, ByteBuffer.allocate(4).putInt((int) value).array());
    }

    StunBuilder attribute64(int attributeType, long value) {
        return attribute(attributeType, ByteBuffer.allocate(8).putLong(value).array());
    }

    StunBuilder integrity(String password) {
        return attribute(MESSAGE_INTEGRITY, hmac(message(24), password));
    }

    StunBuilder fingerprint() {
        return attribute32(FINGERPRINT, crc(message(8)));
    }

    byte[] build() {
        return message(0);
    }

    /** What is there so far, under a header that counts some bytes to come. */
    private byte[] message(int coming) {
        return ByteBuffer.allocate(20 + body.size())
                .putShort((short) type)
                .putShort((short) (body.size() + coming))
                .putInt(0x2112a442)
                .put(transactionId)
                .put(body.toByteArray())
                .array();
    }

    static byte[] hmac(byte[] text, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static long crc(byte[] text) {
        CRC32 crc = new CRC32();
        crc.update(text);
        return crc.getValue() ^ 0x5354_554eL;
    }
}
