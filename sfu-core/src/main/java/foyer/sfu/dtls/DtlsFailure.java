package foyer.sfu.dtls;

/** Why a handshake gave no keys. */
public enum DtlsFailure {
    /** The peer's certificate is none of those signaled. */
    FINGERPRINT_MISMATCH,
    /** No SRTP protection profile in common. */
    NO_SRTP_PROFILE,
    TIMEOUT,
    /** The peer broke the protocol or refused. */
    PROTOCOL,
    /** Closed by us before it was done. */
    CLOSED
}
