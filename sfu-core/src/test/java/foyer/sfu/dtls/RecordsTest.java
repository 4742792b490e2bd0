package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsNullNullCipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    // RFC 6347 4.1, 4.2.2: a record with a fragment of one byte
    private static final String RECORD = "16 fefd 0000 000000000001 000d";
    private static final String SMALL = "0b 002000 0001 000000 000001 aa";
    private static final String LARGE = "0b 002001 0001 000000 000001 aa";

    @Test
    void refusesAMessageThatClaimsToBeLarge() {
        assertThat(Records.areHarmless(hex(RECORD + SMALL))).isTrue();
        assertThat(Records.areHarmless(hex(RECORD + LARGE))).isFalse();
    }

    @Test
    void looksAtEveryRecordAndEveryMessage() {
        assertThat(Records.areHarmless(hex(RECORD + SMALL + RECORD + LARGE))).isFalse();
        String two = RECORD.replace("000d", "001a");
        assertThat(Records.areHarmless(hex(two + SMALL + LARGE))).isFalse();
        assertThat(Records.areHarmless(hex(two + SMALL + SMALL))).isTrue();
    }

    // Bouncy Castle 1.84 throws at fefe
    @ParameterizedTest
    @ValueSource(strings = {"fefe", "fefc", "0303", "0000", "feff00"})
    void refusesAnyOtherVersion(String version) {
        boolean known = version.equals("feff00");
        String record = RECORD.replace("fefd", version.substring(0, 4));
        assertThat(Records.areHarmless(hex(record + SMALL))).isEqualTo(known);
        assertThat(Records.areHarmless(hex(RECORD + SMALL + record))).isEqualTo(known);
    }

    @Test
    void leavesEncryptedRecordsToTheCipher() {
        assertThat(Records.areHarmless(hex(RECORD.replace("0000 00", "0001 00") + LARGE))).isTrue();
    }

    @Test
    void theCipherRefusesTheSameOnceDecrypted() throws IOException {
        GuardedCipher cipher = new GuardedCipher(TlsNullNullCipher.INSTANCE);
        assertThat(decode(cipher, ContentType.handshake, hex(SMALL))).isEqualTo(13);
        assertThat(decode(cipher, ContentType.application_data, hex(LARGE))).isEqualTo(13);
        assertBadRecord(() -> decode(cipher, ContentType.handshake, hex(LARGE)));
    }

    @Test
    void whatTheCipherRefusesIsABadRecord() {
        TlsCipher strict =
                (TlsCipher)
                        Proxy.newProxyInstance(
                                TlsCipher.class.getClassLoader(),
                                new Class<?>[] {TlsCipher.class},
                                (proxy, method, arguments) -> {
                                    throw new TlsFatalAlert(AlertDescription.decode_error);
                                });
        assertBadRecord(() -> decode(new GuardedCipher(strict), ContentType.alert, new byte[3]));
    }

    private static void assertBadRecord(ThrowableAssert.ThrowingCallable decoding) {
        assertThatThrownBy(decoding)
                .isInstanceOfSatisfying(
                        TlsFatalAlert.class,
                        alert ->
                                assertThat(alert.getAlertDescription())
                                        .isEqualTo(AlertDescription.bad_record_mac));
    }

    @Test
    void anyBytesAreAnAnswer() {
        long seed = 0x4a5d;
        Random random = new Random(seed);
        int refused = 0;
        int passed = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            if (bytes.length > 12 && random.nextBoolean()) {
                bytes[0] = ContentType.handshake;
                bytes[1] = (byte) 0xfe;
                bytes[2] = (byte) 0xfd;
                bytes[3] = bytes[4] = bytes[11] = 0;
            }
            if (Records.areHarmless(bytes)) {
                passed++;
            } else {
                refused++;
            }
        }
        assertThat(refused).as("seed %x", seed).isGreaterThan(10_000);
        assertThat(passed).as("seed %x", seed).isGreaterThan(10_000);
    }

    private static int decode(GuardedCipher cipher, short type, byte[] bytes) throws IOException {
        return cipher.decodeCiphertext(1, type, ProtocolVersion.DTLSv12, bytes, 0, bytes.length)
                .len;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
