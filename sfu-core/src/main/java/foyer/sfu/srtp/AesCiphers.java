package foyer.sfu.srtp;

import javax.crypto.Cipher;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.CipherFactory;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;

/**
 * Whose AES is used: jitsi-srtp's binding to the host's OpenSSL where it loads, else the JDK's.
 * Chosen here once, because jitsi-srtp itself would run a benchmark of all it knows.
 *
 * <p>Measured for AES-128-GCM and 1,100 bytes on two shared x86-64 cores: OpenSSL 0.70 µs and 88
 * bytes of garbage, JDK 0.74 µs and 1,080 bytes, Bouncy Castle 10 µs and 4,760 bytes. The garbage
 * decides.
 */
final class AesCiphers {
    private static final CipherFactory FACTORY =
            JitsiOpenSslProvider.isLoaded()
                    ? new Aes.OpenSSLCipherFactory()
                    : new Aes.SunJCECipherFactory();

    private AesCiphers() {}

    static String provider() {
        return create("AES/GCM/NoPadding").getProvider().getName();
    }

    static Cipher create(String transformation) {
        try {
            return FACTORY.createCipher(transformation);
        } catch (Exception e) {
            throw new IllegalStateException("cipher: " + transformation, e);
        }
    }
}
