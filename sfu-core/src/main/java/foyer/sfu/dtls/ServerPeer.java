package foyer.sfu.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;

/** Us as the DTLS server: the policy in the places where Bouncy Castle asks for it. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's signatures
final class ServerPeer extends DefaultTlsServer {
    private final DtlsPolicy policy;

    ServerPeer(DtlsPolicy policy) {
        super(policy.identity().crypto());
        this.policy = policy;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return DtlsPolicy.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return policy.identity().isRsa() ? DtlsPolicy.RSA_SUITES : DtlsPolicy.ECDSA_SUITES;
    }

    /** Ours has the cheaper cipher first. */
    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return DtlsPolicy.GROUPS;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return policy.timeoutMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return DtlsHandshake.FIRST_RESEND_MILLIS;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /** The fingerprint vouches for the certificate, not its signature. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        var extensions = super.getServerExtensions();
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, policy.choose(TlsSRTPUtils.getUseSRTPExtension(clientExtensions)));
        return extensions;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return policy.identity().signer(context);
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() {
        return policy.identity().signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, DtlsPolicy.signatures(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        policy.verify(chain);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        policy.export(context);
    }
}
