package foyer.sfu.engine.front;

/** Where a connection went. */
public enum FrontDestination {
    ICE_TCP,
    TURN,
    TURN_TLS,
    HTTPS
}
