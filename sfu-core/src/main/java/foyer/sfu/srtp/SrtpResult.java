package foyer.sfu.srtp;

/** What became of a packet. */
public enum SrtpResult {
    OK,
    AUTHENTICATION_FAILED,
    REPLAYED,
    MALFORMED
}
