package foyer.sfu.api;

/**
 * A certificate's digest (RFC 8122).
 *
 * @param algorithm such as {@code sha-256}
 * @param value upper-case hex pairs joined by colons
 */
public record DtlsFingerprint(String algorithm, String value) {}
