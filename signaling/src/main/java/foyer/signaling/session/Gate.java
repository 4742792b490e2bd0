package foyer.signaling.session;

/** Whether a client may open a socket now. */
public enum Gate {
    OPEN,
    /** Too many sockets of its address are open. */
    TOO_MANY,
    /** Too many sockets of its address were opened just now. */
    TOO_FAST,
    /** The server stops. */
    STOPPING
}
