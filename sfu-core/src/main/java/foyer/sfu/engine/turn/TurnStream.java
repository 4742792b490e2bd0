package foyer.sfu.engine.turn;

/** What TURN is spoken over that is a stream of bytes. */
public enum TurnStream {
    TCP,
    TLS
}
