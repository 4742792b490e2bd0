package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsNullNullCipher;
import org.junit.jupiter.api.Test;

class HandshakeMessagesTest {
    // RFC 6347 4.1, 4.2.2: a record with a fragment of one byte
    private static final String RECORD = "16 fefd 0000 000000000001 000d";
    private static final String SMALL = "0b 002000 0001 000000 000001 aa";
    private static final String LARGE = "0b 002001 0001 000000 000001 aa";

    @Test
    void refusesAMessageThatClaimsToBeLarge() {
        assertThat(HandshakeMessages.areBoundedIn(hex(RECORD + SMALL))).isTrue();
        assertThat(HandshakeMessages.areBoundedIn(hex(RECORD + LARGE))).isFalse();
    }

    @Test
    void looksAtEveryRecordAndEveryMessage() {
        assertThat(HandshakeMessages.areBoundedIn(hex(RECORD + SMALL + RECORD + LARGE))).isFalse();
        String two = RECORD.replace("000d", "001a");
        assertThat(HandshakeMessages.areBoundedIn(hex(two + SMALL + LARGE))).isFalse();
        assertThat(HandshakeMessages.areBoundedIn(hex(two + SMALL + SMALL))).isTrue();
    }

    @Test
    void leavesEncryptedRecordsToTheCipher() {
        assertThat(
                        HandshakeMessages.areBoundedIn(
                                hex(RECORD.replace("0000 00", "0001 00") + LARGE)))
                .isTrue();
    }

    @Test
    void theCipherRefusesTheSameOnceDecrypted() throws IOException {
        BoundedCipher cipher = new BoundedCipher(TlsNullNullCipher.INSTANCE);
        assertThat(decode(cipher, ContentType.handshake, hex(SMALL))).isEqualTo(13);
        assertThat(decode(cipher, ContentType.application_data, hex(LARGE))).isEqualTo(13);
        assertThatThrownBy(() -> decode(cipher, ContentType.handshake, hex(LARGE)))
                .isInstanceOf(TlsFatalAlert.class);
    }

    @Test
    void anyBytesAreAnAnswer() {
        long seed = 0x4a5d;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            if (bytes.length > 12 && random.nextBoolean()) {
                bytes[0] = ContentType.handshake;
                bytes[3] = bytes[4] = bytes[11] = 0;
            }
            refused += HandshakeMessages.areBoundedIn(bytes) ? 0 : 1;
        }
        assertThat(refused).as("seed %x", seed).isPositive();
    }

    private static int decode(BoundedCipher cipher, short type, byte[] bytes) throws IOException {
        return cipher.decodeCiphertext(1, type, ProtocolVersion.DTLSv12, bytes, 0, bytes.length)
                .len;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
