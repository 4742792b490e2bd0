package foyer.signaling.room;

/** Who a socket is in the room. */
public record Member(String userId, String name) {
    @Override
    public String toString() {
        return "Member[" + userId + "]";
    }
}
