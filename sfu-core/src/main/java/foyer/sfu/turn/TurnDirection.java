package foyer.sfu.turn;

/** Which way data is relayed. */
enum TurnDirection {
    TO_PEER,
    TO_CLIENT
}
