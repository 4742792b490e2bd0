package foyer.signaling.protocol;

/** Why a request was refused; {@link #toString()} is the word on the wire. */
public enum ErrorWord {
    INVALID_ROOM_ID("invalid-room-id"),
    SERVER_FULL("server-full"),
    ROOM_FULL("room-full"),
    ROOM_LOCKED("room-locked"),
    IDENTITY_CONFLICT("identity-conflict"),
    KEPT_OUT("kept-out"),
    NOT_READY("not-ready"),
    NOT_FOUND("not-found"),
    INVALID("invalid"),
    CANNOT_CONSUME("cannot-consume"),
    RATE_LIMITED("rate-limited"),
    NOT_HOST("not-host"),
    LAST_HOST("last-host"),
    NOT_PENDING("not-pending"),
    SOCKET_GONE("socket-gone"),
    TOO_MANY_INVITES("too-many-invites"),
    MUTED_BY_HOST("muted-by-host"),
    NOT_ALLOWED("not-allowed");

    private final String word;

    ErrorWord(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
