package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.DtlsFingerprint;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class DtlsIdentityTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void announcesThreeDigestsInUpperCaseWithColons() {
        DtlsIdentity identity = DtlsPair.newIdentity();
        assertThat(identity.fingerprints())
                .extracting(DtlsFingerprint::algorithm)
                .containsExactly("sha-256", "sha-384", "sha-512");
        assertThat(identity.fingerprints().getFirst().value())
                .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void everyIdentityIsAnother() {
        assertThat(DtlsPair.newIdentity().fingerprints())
                .isNotEqualTo(DtlsPair.newIdentity().fingerprints());
    }

    @Test
    void loadsBothKindsOfKeys() {
        Pem pem = Pem.of("EC", 256, "SHA256withECDSA");
        Pem traditional = pem.withTraditionalKey();
        assertThat(traditional.privateKey()).contains("BEGIN EC PRIVATE KEY");
        DtlsIdentity identity = DtlsIdentity.load(pem.certificate(), pem.privateKey(), RANDOM);
        assertThat(
                        DtlsIdentity.load(pem.certificate(), traditional.privateKey(), RANDOM)
                                .fingerprints())
                .isEqualTo(identity.fingerprints());
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        Pem one = Pem.of("EC", 256, "SHA256withECDSA");
        Pem other = Pem.of("EC", 256, "SHA256withECDSA");
        assertThatThrownBy(() -> DtlsIdentity.load(one.certificate(), other.privateKey(), RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextWithoutAKeyAndWithoutACertificate() {
        Pem pem = Pem.of("EC", 256, "SHA256withECDSA");
        assertThatThrownBy(() -> DtlsIdentity.load(pem.certificate(), "", RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DtlsIdentity.load("", pem.privateKey(), RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
