package foyer.signaling.session;

/** What became of an operator's token. */
public enum TokenTry {
    RIGHT,
    WRONG,
    /** Too many wrong ones came from its address: it was not looked at. */
    TOO_MANY
}
