package foyer.sfu.srtp;

import foyer.sfu.wire.SrtpProfile;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The session keys of RTP or of RTCP in one direction, the same for every SSRC.
 *
 * @param cipherKey the AES key
 * @param authenticationKey of HMAC-SHA1; not used by an AEAD
 * @param salt the session salt
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, kept until the ciphers are made
record SessionKeys(byte[] cipherKey, byte[] authenticationKey, byte[] salt) {
    private static final int AUTHENTICATION_KEY_BYTES = 20;
    private static final int LABEL_INDEX = 7;

    /** The labels of RFC 3711 4.3.1 and 4.3.2: the first of three for each protocol. */
    enum Use {
        RTP(0),
        RTCP(3);

        private final int firstLabel;

        Use(int firstLabel) {
            this.firstLabel = firstLabel;
        }
    }

    static SessionKeys derive(SrtpProfile profile, byte[] key, byte[] salt, Use use) {
        return new SessionKeys(
                derive(key, salt, use.firstLabel, profile.keyBytes()),
                derive(key, salt, use.firstLabel + 1, AUTHENTICATION_KEY_BYTES),
                derive(key, salt, use.firstLabel + 2, profile.saltBytes()));
    }

    /** Forgets the keys. The salt is no secret of its own, and vectors are made of it. */
    void wipe() {
        Arrays.fill(cipherKey, (byte) 0);
        Arrays.fill(authenticationKey, (byte) 0);
    }

    /**
     * RFC 3711 4.3.3 with a key derivation rate of 0: AES in counter mode from (label * 2^48 XOR
     * salt) * 2^16. A salt of 96 bits is padded with zeros on the right (RFC 7714 11).
     */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int bytes) {
        byte[] iv = new byte[16];
        System.arraycopy(masterSalt, 0, iv, 0, masterSalt.length);
        iv[LABEL_INDEX] ^= (byte) label;
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(masterKey, "AES"),
                    new IvParameterSpec(iv));
            return cipher.doFinal(new byte[bytes]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key bytes: " + masterKey.length, e);
        }
    }
}
