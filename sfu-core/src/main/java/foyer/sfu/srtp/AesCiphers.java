package foyer.sfu.srtp;

import javax.crypto.Cipher;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.CipherFactory;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;

/**
 * Whose AES jitsi-srtp uses. Said here, because it would run a benchmark of all it knows itself.
 *
 * <p>The garbage of a packet under AES-128-GCM was measured, with compact object headers: 48 bytes
 * with its binding to OpenSSL, 1,032 bytes with the JDK. Bouncy Castle's ciphers take 10 µs for a
 * packet and are not used.
 */
final class AesCiphers {
    /** The Java runtime's. */
    static final AesCiphers JDK = new AesCiphers(new Aes.SunJCECipherFactory(), 1032);

    /** jitsi-srtp's binding to the host's OpenSSL where it loads, else the Java runtime's. */
    static final AesCiphers BASE =
            hasOpenSsl() ? new AesCiphers(new Aes.OpenSSLCipherFactory(), 48) : JDK;

    private final CipherFactory factory;
    private final int garbageBytes;

    private AesCiphers(CipherFactory factory, int garbageBytes) {
        this.factory = factory;
        this.garbageBytes = garbageBytes;
    }

    private static boolean hasOpenSsl() {
        try {
            return JitsiOpenSslProvider.isLoaded();
        } catch (LinkageError e) {
            return false; // it may not load native code here
        }
    }

    Cipher create(String transformation) {
        try {
            return factory.createCipher(transformation);
        } catch (Exception e) {
            throw new IllegalStateException("cipher: " + transformation, e);
        }
    }

    /** Bytes allocated for a packet. */
    int garbageBytes() {
        return garbageBytes;
    }
}
