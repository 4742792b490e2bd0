package foyer.sfu.engine;

/** Why a TCP connection was closed that belonged to no transport. */
public enum TcpRefusal {
    /** There were too many such connections, of its address or in all. */
    TOO_MANY,
    /** No valid check came in time. */
    TOO_LATE,
    /** Something else than a check came first. */
    NO_CHECK,
    /** Its checks were for nobody here, or not signed by whom they named. */
    UNKNOWN_USER
}
