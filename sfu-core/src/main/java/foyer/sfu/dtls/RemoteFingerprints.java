package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The certificates a peer may show (RFC 8122 5): one match suffices. */
final class RemoteFingerprints {
    private final List<DtlsFingerprint> fingerprints;

    RemoteFingerprints(List<DtlsFingerprint> fingerprints) {
        this.fingerprints = List.copyOf(fingerprints);
    }

    /** Whether the encoded certificate is announced by a digest of SHA-256 or better. */
    boolean accept(byte[] certificate) {
        boolean accepted = false;
        for (DtlsFingerprint fingerprint : fingerprints) {
            accepted |= matches(fingerprint, certificate);
        }
        return accepted;
    }

    private static boolean matches(DtlsFingerprint fingerprint, byte[] certificate) {
        String algorithm = fingerprint.algorithm().toLowerCase(Locale.ROOT);
        if (!DtlsIdentity.DIGESTS.contains(algorithm)) {
            return false; // SHA-1 and MD5 above all
        }
        byte[] announced = parse(fingerprint.value());
        return MessageDigest.isEqual(announced, DtlsIdentity.digest(algorithm, certificate));
    }

    private static byte[] parse(String value) {
        try {
            return HexFormat.of().parseHex(value.replace(":", ""));
        } catch (IllegalArgumentException _) {
            return new byte[0]; // equals no digest
        }
    }
}
