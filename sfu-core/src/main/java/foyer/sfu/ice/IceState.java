package foyer.sfu.ice;

/** How far an agent is, in mediasoup v3's words. */
public enum IceState {
    /** No check has come yet. */
    NEW,
    /** A path is usable, none is nominated. */
    CONNECTED,
    /** The peer has nominated the path in use. */
    COMPLETED,
    /** The peer has fallen silent; a check brings it back. */
    DISCONNECTED
}
