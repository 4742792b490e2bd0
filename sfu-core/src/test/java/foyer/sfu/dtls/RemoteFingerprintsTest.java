package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.DtlsFingerprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteFingerprintsTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    // FIPS 180-2 B.1
    private static final String SHA_256 =
            "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:"
                    + "B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

    @Test
    void acceptsTheDigestInEitherCase() {
        assertThat(accepts("sha-256", SHA_256)).isTrue();
        assertThat(accepts("SHA-256", SHA_256.toLowerCase(Locale.ROOT))).isTrue();
    }

    @Test
    void refusesAnyOtherDigest() {
        assertThat(accepts("sha-256", SHA_256.replace("AD", "AC"))).isFalse();
        assertThat(accepts("sha-256", SHA_256.substring(0, 44))).isFalse();
        assertThat(accepts("sha-512", SHA_256)).isFalse();
    }

    // The right digests of "abc", but of algorithms that are broken or not for certificates
    @ParameterizedTest
    @CsvSource({
        "sha-1, A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D",
        "md5, 90:01:50:98:3C:D2:4F:B0:D6:96:3F:7D:28:E1:7F:72",
        "sha-224, 23:09:7D:22:34:05:D8:22:86:42:A4:77:BD:A2:55:B3:2A:AD:BC:E4:BD:A0:B3:F7:E3:6C:9D:A7"
    })
    void neverAcceptsAWeakDigest(String algorithm, String value) {
        assertThat(accepts(algorithm, value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sha-256, ''", "sha-256, zz", "sha-256, B", "'', ''", "nonsense, BA:78"})
    void refusesNonsense(String algorithm, String value) {
        assertThat(accepts(algorithm, value)).isFalse();
    }

    private static boolean accepts(String algorithm, String value) {
        return new RemoteFingerprints(List.of(new DtlsFingerprint(algorithm, value))).accept(ABC);
    }
}
