package foyer.sfu.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates and keys as text, made anew for each run. */
public record Pem(String certificate, String privateKey) {
    static DtlsIdentity rsaIdentity() {
        Pem pem = of("RSA", 2048, "SHA256withRSA");
        return DtlsIdentity.load(pem.certificate, pem.privateKey, new SecureRandom());
    }

    public static Pem of(String algorithm, int bits, String signature) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=test");
            byte[] certificate =
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.ONE,
                                    Date.from(Instant.EPOCH),
                                    Date.from(Instant.EPOCH.plus(Duration.ofDays(40_000))),
                                    name,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))
                            .getEncoded();
            return new Pem(
                    text("CERTIFICATE", certificate),
                    text("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    /** The same EC key on P-256 as {@code openssl ec} writes it (SEC 1 C.4). */
    public Pem withTraditionalKey() {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(privateKey.replaceAll("-----.*", ""));
            BigInteger value =
                    ECPrivateKey.getInstance(PrivateKeyInfo.getInstance(encoded).parsePrivateKey())
                            .getKey();
            ECPrivateKey key = new ECPrivateKey(256, value, SECObjectIdentifiers.secp256r1);
            String parameters = text("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded());
            return new Pem(certificate, parameters + text("EC PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String label, byte[] bytes) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
    }
}
