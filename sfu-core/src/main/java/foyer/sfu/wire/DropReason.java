package foyer.sfu.wire;

/** Why a datagram or a message in it went no further. */
public enum DropReason {
    EMPTY,
    TOO_LARGE,
    UNKNOWN_PROTOCOL,
    UNKNOWN_SOURCE,
    TRUNCATED,
    MALFORMED_STUN,
    UNKNOWN_USER,
    BAD_INTEGRITY,
    MALFORMED_RTP,
    MALFORMED_RTCP,
    NOT_CONNECTED,
    SRTP_AUTHENTICATION,
    SRTP_REPLAY,
    UNKNOWN_STREAM,
    DUPLICATE,
    TOO_OLD,
    OVERLOAD,
    /** The system refused to send it: there is no way to its receiver. */
    UNSENT,
    /** A TCP connection's buffer is full: its peer reads too slowly. */
    UNWRITABLE,
    /** The way to another loop is full: that does not keep up. */
    PIPE_FULL,
    CLOSED
}
