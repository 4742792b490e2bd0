package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/** Our certificate and its key: self-signed ECDSA on P-256 (RFC 8827 6.5). */
public final class DtlsIdentity {
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final X500Name NAME = new X500Name("CN=WebRTC");

    /** Clocks differ: valid a day back, and for longer than a process runs. */
    private static final Duration BACK = Duration.ofDays(1);

    private static final Duration AHEAD = Duration.ofDays(365);

    private final AsymmetricKeyParameter privateKey;
    private final byte[] certificate;

    private DtlsIdentity(AsymmetricKeyParameter privateKey, byte[] certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
    }

    /** A new key and certificate. */
    public static DtlsIdentity generate(SecureRandom random, Instant now) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(
                        ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            return new DtlsIdentity(pair.getPrivate(), certificate(pair, random, now));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("P-256 certificate", e);
        }
    }

    private static byte[] certificate(
            AsymmetricCipherKeyPair pair, SecureRandom random, Instant now)
            throws IOException, OperatorCreationException {
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(
                        NAME,
                        new BigInteger(63, random).add(BigInteger.ONE),
                        Date.from(now.minus(BACK)),
                        Date.from(now.plus(AHEAD)),
                        NAME,
                        key);
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find(ALGORITHM);
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        return builder.build(
                        new BcECContentSignerBuilder(signature, digest).build(pair.getPrivate()))
                .getEncoded();
    }

    /** What is signaled to the peer. */
    public List<DtlsFingerprint> fingerprints() {
        return Fingerprints.of(certificate);
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    /** DER. */
    byte[] certificate() {
        return certificate;
    }
}
