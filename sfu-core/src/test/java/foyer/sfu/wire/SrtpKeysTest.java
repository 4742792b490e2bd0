package foyer.sfu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SrtpKeysTest {
    private static final SrtpKeys KEYS =
            new SrtpKeys(
                    SrtpProfile.AEAD_AES_128_GCM,
                    new byte[] {11, 12},
                    new byte[] {13, 14},
                    new byte[] {21, 22},
                    new byte[] {23, 24});

    @Test
    void mirroredKeysAreTheOtherSides() {
        SrtpKeys mirrored = KEYS.mirrored();

        assertThat(mirrored.localKey()).isEqualTo(KEYS.remoteKey());
        assertThat(mirrored.localSalt()).isEqualTo(KEYS.remoteSalt());
        assertThat(mirrored.remoteKey()).isEqualTo(KEYS.localKey());
        assertThat(mirrored.remoteSalt()).isEqualTo(KEYS.localSalt());
    }

    @Test
    void keysAreNotInTheirText() {
        assertThat(KEYS.toString()).isEqualTo("SrtpKeys[AEAD_AES_128_GCM]");
    }

    // RFC 5764 4.1.2 and RFC 7714 14.2
    @Test
    void profilesHaveTheirRegisteredNumbers() {
        assertThat(SrtpProfile.ofId(0x0001)).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        assertThat(SrtpProfile.ofId(0x0007)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(SrtpProfile.ofId(0x0008)).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
        assertThat(SrtpProfile.ofId(0x0002)).isNull();
    }
}
