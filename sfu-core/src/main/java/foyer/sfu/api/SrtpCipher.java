package foyer.sfu.api;

/** Whose ciphers protect media. What cannot be had on a machine gives way to {@link #BASE}. */
public enum SrtpCipher {
    /** What is measured to be the cheapest when the server starts. */
    AUTO,
    /** The host's OpenSSL 3, called directly. */
    NATIVE,
    /** The Java runtime's. */
    JDK,
    /** What jitsi-srtp brings: its binding to OpenSSL where that loads, else the Java runtime's. */
    BASE
}
