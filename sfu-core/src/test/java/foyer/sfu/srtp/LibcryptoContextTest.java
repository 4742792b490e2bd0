package foyer.sfu.srtp;

import org.junit.jupiter.api.BeforeAll;

/** All that holds for contexts, with the host's library. */
class LibcryptoContextTest extends SrtpContextTest {
    @BeforeAll
    static void needsTheLibrary() {
        NativeCiphers.assumeThere();
    }

    @Override
    CipherChoice ciphers() {
        return NativeCiphers.CHOICE;
    }
}
