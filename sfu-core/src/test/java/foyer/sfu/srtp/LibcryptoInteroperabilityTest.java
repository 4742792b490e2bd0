package foyer.sfu.srtp;

import org.junit.jupiter.api.BeforeAll;

/** The host's library against other implementations. */
class LibcryptoInteroperabilityTest extends SrtpInteroperabilityTest {
    @BeforeAll
    static void needsTheLibrary() {
        NativeCiphers.assumeThere();
    }

    @Override
    CipherChoice ciphers() {
        return NativeCiphers.CHOICE;
    }
}
