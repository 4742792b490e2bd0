package foyer.sfu.dtls;

/** Why a handshake did not lead to keys. */
public enum DtlsFailure {
    /** The peer showed no certificate that was announced to us. */
    FINGERPRINT_MISMATCH,
    /** No SRTP protection profile in common. */
    NO_SRTP_PROFILE,
    TIMEOUT,
    /** Anything else that the peer did or refused. */
    PROTOCOL,
    /** We closed it. */
    CLOSED
}
