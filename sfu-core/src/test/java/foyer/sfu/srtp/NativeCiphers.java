package foyer.sfu.srtp;

import static org.assertj.core.api.Assumptions.assumeThat;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.SrtpProfile;

/** The host's library in tests, which are skipped where it is not. */
final class NativeCiphers {
    static final CipherChoice CHOICE = new CipherChoice(SrtpCipher.NATIVE, SrtpCipher.NATIVE);

    private NativeCiphers() {}

    static void assumeThere() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            assumeThat(CipherChoice.nativeMissing(profile)).as("%s", profile).isNull();
        }
    }
}
