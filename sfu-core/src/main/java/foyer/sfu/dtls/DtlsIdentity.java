package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;

/** The key and certificate this process shows to every peer. Immutable. */
public final class DtlsIdentity {
    /** What a fingerprint may be made with (RFC 8122 5 without the broken ones). */
    static final List<String> DIGESTS = List.of("sha-256", "sha-384", "sha-512");

    /** Clocks of peers may be behind ours; that a certificate is new tells nobody anything. */
    private static final Duration BACKDATED = Duration.ofDays(30);

    private static final Duration VALID = Duration.ofDays(365);
    private static final X500Name SUBJECT = new X500Name("CN=WebRTC");

    private final DtlsCrypto crypto;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final List<DtlsFingerprint> fingerprints;

    private DtlsIdentity(SecureRandom random, PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        this.crypto = new DtlsCrypto(random);
        this.key = key;
        this.certificate = certificate;
        byte[] encoded = certificate.getEncoded();
        this.fingerprints =
                DIGESTS.stream().map(algorithm -> fingerprint(algorithm, encoded)).toList();
    }

    /** Makes a key on P-256 and a certificate that it signs itself, valid for about a year. */
    public static DtlsIdentity generate(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded =
                    new JcaX509v3CertificateBuilder(
                                    SUBJECT,
                                    new BigInteger(63, random).add(BigInteger.ONE),
                                    Date.from(now.minus(BACKDATED)),
                                    Date.from(now.plus(VALID)),
                                    SUBJECT,
                                    pair.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .setSecureRandom(random)
                                            .build(pair.getPrivate()))
                            .getEncoded();
            return new DtlsIdentity(random, pair.getPrivate(), certificate(encoded));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("certificate on P-256", e);
        }
    }

    /**
     * Takes a given certificate with an EC or RSA key.
     *
     * @param certificatePem {@code BEGIN CERTIFICATE}; of a chain the first counts
     * @param privateKeyPem {@code BEGIN PRIVATE KEY}, {@code EC PRIVATE KEY} or {@code RSA PRIVATE
     *     KEY}, not encrypted
     * @throws IllegalArgumentException when they cannot be read or do not belong together
     */
    public static DtlsIdentity load(
            String certificatePem, String privateKeyPem, SecureRandom random) {
        try {
            X509Certificate certificate =
                    certificate(certificatePem.getBytes(StandardCharsets.US_ASCII));
            PrivateKey key =
                    KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(privateKey(privateKeyPem)));
            DtlsIdentity identity = new DtlsIdentity(random, key, certificate);
            identity.requireMatchingKey();
            return identity;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("DTLS certificate or key: " + e.getMessage(), e);
        }
    }

    /**
     * The key of a given certificate, for who speaks TLS over streams; otherwise as {@link #load}.
     *
     * @throws IllegalArgumentException when they cannot be read or do not belong together
     */
    public static PrivateKey keyOf(
            String certificatePem, String privateKeyPem, SecureRandom random) {
        return load(certificatePem, privateKeyPem, random).key;
    }

    /** The certificate's digests, as they are announced to peers. */
    public List<DtlsFingerprint> fingerprints() {
        return fingerprints;
    }

    DtlsCrypto crypto() {
        return crypto;
    }

    boolean isRsa() {
        return key.getAlgorithm().equals("RSA");
    }

    TlsCredentialedSigner signer(TlsContext context) {
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                new Certificate(new TlsCertificate[] {new JcaTlsCertificate(crypto, certificate)}),
                new SignatureAndHashAlgorithm(
                        HashAlgorithm.sha256,
                        isRsa() ? SignatureAlgorithm.rsa : SignatureAlgorithm.ecdsa));
    }

    /** The digest named as in a fingerprint. */
    static byte[] digest(String algorithm, byte[] certificate) {
        try {
            return MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT))
                    .digest(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("digest: " + algorithm, e);
        }
    }

    private static DtlsFingerprint fingerprint(String algorithm, byte[] certificate) {
        HexFormat format = HexFormat.ofDelimiter(":").withUpperCase();
        return new DtlsFingerprint(algorithm, format.formatHex(digest(algorithm, certificate)));
    }

    private static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static byte[] privateKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                switch (part) {
                    case PrivateKeyInfo info -> {
                        return info.getEncoded();
                    }
                    case PEMKeyPair pair -> {
                        return pair.getPrivateKeyInfo().getEncoded();
                    }
                    default -> {} // such as the curve's parameters before an EC key
                }
            }
        }
        throw new IOException("no private key in the PEM text");
    }

    private void requireMatchingKey() throws GeneralSecurityException {
        String algorithm = isRsa() ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] sample = SUBJECT.toString().getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(sample);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(sample);
        if (!verifying.verify(signing.sign())) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }
}
