package foyer.sfu.turn;

/** What a client shows to a TURN server (a long-term credential of RFC 8489 9.2). */
public record TurnCredentials(String username, String credential) {
    @Override
    public String toString() {
        return "TurnCredentials[" + username + "]";
    }
}
