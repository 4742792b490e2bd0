package foyer.sfu.srtp;

/** What became of a packet. After anything but {@link #OK} its bytes must not be used. */
public enum SrtpResult {
    OK,
    AUTHENTICATION_FAILED,
    /** Seen before, or older than the window; on the way out: its index was used already. */
    REPLAYED,
    /** No RTP or RTCP packet, or no room behind it for what protection adds. */
    MALFORMED
}
