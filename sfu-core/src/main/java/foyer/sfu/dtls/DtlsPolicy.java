package foyer.sfu.dtls;

import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** What client and server of one association have in common: what they offer, check and export. */
final class DtlsPolicy {
    /**
     * The cheaper AEAD first: AES-128 does 10 rounds where AES-256 does 14, a difference on every
     * packet to every receiver, and nothing else in the association is stronger than 128 bits.
     */
    static final List<SrtpProfile> PROFILES =
            List.of(
                    SrtpProfile.AEAD_AES_128_GCM,
                    SrtpProfile.AEAD_AES_256_GCM,
                    SrtpProfile.AES128_CM_HMAC_SHA1_80);

    static final int[] ECDSA_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };
    static final int[] RSA_SUITES = {
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    };
    static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1};

    private final DtlsIdentity identity;
    private final RemoteFingerprints fingerprints;
    private final int timeoutMillis;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable DtlsFailure failure;

    DtlsPolicy(DtlsIdentity identity, RemoteFingerprints fingerprints, int timeoutMillis) {
        this.identity = identity;
        this.fingerprints = fingerprints;
        this.timeoutMillis = timeoutMillis;
    }

    DtlsIdentity identity() {
        return identity;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    /** What went wrong by our own judgement. */
    @Nullable DtlsFailure failure() {
        return failure;
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /**
     * What the peer may sign with. RSA with the padding that every DTLS 1.2 peer has; not PSS,
     * whose names differ between Bouncy Castle and the JDK.
     */
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signatures
    static Vector<SignatureAndHashAlgorithm> signatures() {
        return new Vector<>(
                List.of(
                        new SignatureAndHashAlgorithm(
                                HashAlgorithm.sha256, SignatureAlgorithm.ecdsa),
                        new SignatureAndHashAlgorithm(
                                HashAlgorithm.sha384, SignatureAlgorithm.ecdsa),
                        new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa),
                        new SignatureAndHashAlgorithm(
                                HashAlgorithm.sha384, SignatureAlgorithm.rsa)));
    }

    /** All profiles, for the client to offer. */
    static UseSRTPData offer() {
        int[] ids = PROFILES.stream().mapToInt(SrtpProfile::id).toArray();
        return new UseSRTPData(ids, TlsUtils.EMPTY_BYTES);
    }

    /** The server's choice: our first that is offered, whatever the order of the offer. */
    UseSRTPData choose(@Nullable UseSRTPData offered) throws IOException {
        int[] ids = offered == null ? new int[0] : offered.getProtectionProfiles();
        for (SrtpProfile candidate : PROFILES) {
            if (Arrays.stream(ids).anyMatch(id -> id == candidate.id())) {
                profile = candidate;
                return new UseSRTPData(new int[] {candidate.id()}, TlsUtils.EMPTY_BYTES);
            }
        }
        failure = DtlsFailure.NO_SRTP_PROFILE;
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /** Takes the choice of the other side's server (RFC 5764 4.1.1). */
    void accept(@Nullable UseSRTPData chosen) throws IOException {
        if (chosen == null) {
            failure = DtlsFailure.NO_SRTP_PROFILE;
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        int[] ids = chosen.getProtectionProfiles();
        profile = ids.length == 1 ? SrtpProfile.ofId(ids[0]) : null;
        if (profile == null || chosen.getMki().length > 0) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter);
        }
    }

    /** Ends the handshake unless the peer's certificate was announced. */
    void verify(@Nullable Certificate chain) throws IOException {
        boolean announced =
                chain != null
                        && !chain.isEmpty()
                        && fingerprints.accept(chain.getCertificateAt(0).getEncoded());
        if (!announced) {
            failure = DtlsFailure.FINGERPRINT_MISMATCH;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    /** RFC 5764 4.2: the client's key, the server's key, the client's salt, the server's salt. */
    void export(TlsContext context) throws IOException {
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        int key = profile.keyBytes();
        int salt = profile.saltBytes();
        byte[] material =
                context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        SrtpKeys asClient =
                new SrtpKeys(
                        profile,
                        /* localKey= */ Arrays.copyOfRange(material, 0, key),
                        /* localSalt= */ Arrays.copyOfRange(material, 2 * key, 2 * key + salt),
                        /* remoteKey= */ Arrays.copyOfRange(material, key, 2 * key),
                        /* remoteSalt= */ Arrays.copyOfRange(
                                material, 2 * key + salt, 2 * (key + salt)));
        keys = context.isServer() ? asClient.mirrored() : asClient;
    }

    /** The keys, after the handshake. */
    SrtpKeys keys() throws IOException {
        if (keys == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        return keys;
    }
}
