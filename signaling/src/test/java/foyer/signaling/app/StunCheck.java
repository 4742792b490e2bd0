package foyer.signaling.app;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONException;
import org.json.JSONObject;

/** A connectivity check that nominates (RFC 8445 7.2.2, RFC 8489), and its answer. */
final class StunCheck {
    private static final int HEADER_BYTES = 20;
    private static final int INTEGRITY_BYTES = 24;
    private static final int FINGERPRINT_BYTES = 8;

    private final String user;
    private final String password;
    private final byte[] transactionId = new byte[12];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    StunCheck(JSONObject iceParameters) throws JSONException {
        this(iceParameters.getString("usernameFragment"), iceParameters.getString("password"));
    }

    StunCheck(String fragment, String password) {
        user = fragment + ":peer";
        this.password = password;
    }

    byte[] request() {
        body.reset();
        new Random(7).nextBytes(transactionId);
        attribute(0x0006, user.getBytes(StandardCharsets.US_ASCII));
        attribute(0x802a, new byte[8]);
        attribute(0x0024, ByteBuffer.allocate(4).putInt(0x7eff_ffff).array());
        attribute(0x0025, new byte[0]);
        attribute(0x0008, hmac(message(INTEGRITY_BYTES)));
        CRC32 crc = new CRC32();
        crc.update(message(FINGERPRINT_BYTES));
        attribute(
                0x8028,
                ByteBuffer.allocate(4).putInt((int) (crc.getValue() ^ 0x5354_554eL)).array());
        return message(0);
    }

    /** True for a success response to the request that is signed with the server's password. */
    boolean isAnsweredBy(byte[] answer) {
        if (answer.length < HEADER_BYTES + INTEGRITY_BYTES + FINGERPRINT_BYTES) {
            return false;
        }
        int signed = answer.length - INTEGRITY_BYTES - FINGERPRINT_BYTES;
        byte[] before = Arrays.copyOf(answer, signed);
        ByteBuffer.wrap(before).putShort(2, (short) (signed - HEADER_BYTES + INTEGRITY_BYTES));
        return ByteBuffer.wrap(answer).getShort() == 0x0101
                && Arrays.equals(Arrays.copyOfRange(answer, 8, 20), transactionId)
                && Arrays.equals(
                        Arrays.copyOfRange(answer, signed + 4, signed + INTEGRITY_BYTES),
                        hmac(before));
    }

    private void attribute(int type, byte[] value) {
        body.writeBytes(
                ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4)
                        .putShort((short) type)
                        .putShort((short) value.length)
                        .put(value)
                        .array());
    }

    /** What is there so far, under a header that counts some bytes to come. */
    private byte[] message(int coming) {
        return ByteBuffer.allocate(HEADER_BYTES + body.size())
                .putShort((short) 0x0001)
                .putShort((short) (body.size() + coming))
                .putInt(0x2112_a442)
                .put(transactionId)
                .put(body.toByteArray())
                .array();
    }

    private byte[] hmac(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
