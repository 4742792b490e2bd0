package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/** What both roles must agree on: the peer's certificate, a profile, and the keys that follow. */
final class SrtpAgreement {
    /**
     * Best first. 128 bits before 256: both are beyond reach, and a key schedule of ten rounds
     * instead of fourteen is paid for every packet.
     */
    static final List<SrtpProfile> PREFERENCE =
            List.of(
                    SrtpProfile.AEAD_AES_128_GCM,
                    SrtpProfile.AEAD_AES_256_GCM,
                    SrtpProfile.AES128_CM_HMAC_SHA1_80);

    private final List<DtlsFingerprint> signaled;
    private boolean verified;
    private @Nullable SrtpProfile profile;
    private @Nullable DtlsFailure failure;

    SrtpAgreement(List<DtlsFingerprint> signaled) {
        this.signaled = signaled;
    }

    /** Why it failed, if it did so here. */
    @Nullable DtlsFailure failure() {
        return failure;
    }

    void verify(@Nullable Certificate chain) throws IOException {
        if (chain == null
                || chain.isEmpty()
                || !Fingerprints.match(signaled, chain.getCertificateAt(0).getEncoded())) {
            failure = DtlsFailure.FINGERPRINT_MISMATCH;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        verified = true;
    }

    /** Takes the best of the offered profiles (RFC 5764 4.1.1). */
    SrtpProfile choose(int @Nullable [] offered) throws IOException {
        for (SrtpProfile candidate : PREFERENCE) {
            if (offered != null && Arrays.stream(offered).anyMatch(id -> id == candidate.id())) {
                profile = candidate;
                return candidate;
            }
        }
        failure = DtlsFailure.NO_SRTP_PROFILE;
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /**
     * The keys (RFC 5764 4.2): client key, server key, client salt, server salt. Only for a peer
     * whose certificate was verified.
     */
    SrtpKeys keys(TlsContext context, boolean server) {
        SrtpProfile chosen = profile;
        if (!verified || chosen == null) {
            throw new IllegalStateException("verified: " + verified + ", profile: " + chosen);
        }
        int key = chosen.keyBytes();
        int salt = chosen.saltBytes();
        byte[] material =
                context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        byte[] clientKey = Arrays.copyOfRange(material, 0, key);
        byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
        return server
                ? new SrtpKeys(chosen, serverKey, serverSalt, clientKey, clientSalt)
                : new SrtpKeys(chosen, clientKey, clientSalt, serverKey, serverSalt);
    }
}
