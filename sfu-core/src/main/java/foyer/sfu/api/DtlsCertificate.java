package foyer.sfu.api;

/**
 * A certificate and its key for the media server, instead of one made at start.
 *
 * @param certificatePem {@code BEGIN CERTIFICATE}, ECDSA P-256 or RSA
 * @param privateKeyPem its key, not encrypted
 */
public record DtlsCertificate(String certificatePem, String privateKeyPem) {
    /** Without the key, which belongs in no log. */
    @Override
    public String toString() {
        return "DtlsCertificate";
    }
}
