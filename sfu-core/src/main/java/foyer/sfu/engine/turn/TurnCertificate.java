package foyer.sfu.engine.turn;

import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.engine.MediaServerException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in use. Whoever renews it replaces the files; a pair that does not fit, as while
 * it is replaced, leaves the one that was. Safe on every thread.
 */
final class TurnCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(TurnCertificate.class);

    private final TurnTls tls;
    private volatile Loaded loaded;

    /** What the files were and held. */
    private record Loaded(FileTime certificateAt, FileTime keyAt, SslContext context) {}

    private TurnCertificate(TurnTls tls, Loaded loaded) {
        this.tls = tls;
        this.loaded = loaded;
    }

    /**
     * Reads it for the first time.
     *
     * @throws MediaServerException when a file cannot be read, or they do not belong together
     */
    static TurnCertificate load(TurnTls tls) throws MediaServerException {
        try {
            return new TurnCertificate(tls, read(tls));
        } catch (IOException | IllegalArgumentException e) {
            throw new MediaServerException(
                    "the certificate "
                            + tls.certificate()
                            + " with the key "
                            + tls.key()
                            + " cannot be used for TURN ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static Loaded read(TurnTls tls) throws IOException {
        FileTime certificateAt = Files.getLastModifiedTime(tls.certificate());
        FileTime keyAt = Files.getLastModifiedTime(tls.key());
        String certificate = Files.readString(tls.certificate());
        PrivateKey key =
                DtlsIdentity.keyOf(certificate, Files.readString(tls.key()), new SecureRandom());
        SslContext context =
                SslContextBuilder.forServer(key, chain(certificate))
                        .protocols("TLSv1.3", "TLSv1.2")
                        .build();
        return new Loaded(certificateAt, keyAt, context);
    }

    private static X509Certificate[] chain(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(e);
        }
    }

    SslContext context() {
        return loaded.context;
    }

    /** Looks whether the files are others by now. Blocks: not on a loop. */
    void refresh() {
        Loaded before = loaded;
        try {
            if (Files.getLastModifiedTime(tls.certificate()).equals(before.certificateAt)
                    && Files.getLastModifiedTime(tls.key()).equals(before.keyAt)) {
                return;
            }
            loaded = read(tls);
            LOG.info("turn certificate renewed file={}", tls.certificate());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "turn certificate not renewed file={} error={}",
                    tls.certificate(),
                    e.toString());
        }
    }
}
