package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Digests of certificates (RFC 8122 5); only SHA-2 counts. */
final class Fingerprints {
    private static final Map<String, String> DIGESTS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");
    private static final HexFormat FORMAT = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprints() {}

    static List<DtlsFingerprint> of(byte[] certificate) {
        return DIGESTS.keySet().stream()
                .sorted()
                .map(name -> new DtlsFingerprint(name, value(name, certificate)))
                .toList();
    }

    /** True when one of the signaled ones, of a digest that still holds, is the certificate's. */
    static boolean match(List<DtlsFingerprint> signaled, byte[] certificate) {
        boolean found = false;
        for (DtlsFingerprint fingerprint : signaled) {
            String name = fingerprint.algorithm().toLowerCase(Locale.ROOT);
            if (DIGESTS.containsKey(name)) {
                found |=
                        MessageDigest.isEqual(
                                bytes(value(name, certificate)),
                                bytes(fingerprint.value().toUpperCase(Locale.ROOT)));
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String value(String name, byte[] certificate) {
        String digest = DIGESTS.getOrDefault(name, "SHA-256");
        try {
            return FORMAT.formatHex(MessageDigest.getInstance(digest).digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(digest, e);
        }
    }
}
