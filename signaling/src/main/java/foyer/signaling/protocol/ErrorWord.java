package foyer.signaling.protocol;

/** Why a request was refused; {@link #toString()} is the word on the wire. */
public enum ErrorWord {
    INVALID_ROOM_ID("invalid-room-id"),
    SERVER_FULL("server-full"),
    ROOM_FULL("room-full"),
    IDENTITY_CONFLICT("identity-conflict"),
    NOT_READY("not-ready"),
    NOT_FOUND("not-found"),
    INVALID("invalid"),
    CANNOT_CONSUME("cannot-consume"),
    RATE_LIMITED("rate-limited");

    private final String word;

    ErrorWord(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
