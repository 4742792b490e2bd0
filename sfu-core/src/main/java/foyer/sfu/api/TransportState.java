package foyer.sfu.api;

/** Where a {@code WebRtcTransport} stands. */
public enum TransportState {
    /** No path yet. */
    NEW,
    /** A path is selected, the DTLS handshake is not done. */
    CONNECTING,
    /** Media can flow. */
    CONNECTED,
    /** The consent of the path ran out (RFC 7675); a check on any path brings it back. */
    DISCONNECTED,
    /** The DTLS handshake failed or the peer closed it: final. */
    FAILED,
    /** Closed by its user: final. */
    CLOSED
}
