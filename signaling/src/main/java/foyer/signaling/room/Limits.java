package foyer.signaling.room;

/**
 * What a room is held to.
 *
 * @param participants in the room at most, those included that may come back
 * @param graceMillis for so long the slot of a lost socket is kept
 */
public record Limits(int participants, long graceMillis) {
    public static final long GRACE_MILLIS = 15_000;

    public static Limits ofParticipants(int participants) {
        return new Limits(participants, GRACE_MILLIS);
    }
}
