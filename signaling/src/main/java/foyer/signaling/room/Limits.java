package foyer.signaling.room;

/**
 * What a room is held to.
 *
 * @param participants in the room at most, those included that may come back
 * @param waiting guests before the door at most, those included that may come back
 * @param graceMillis for so long the place of a lost socket is kept
 */
public record Limits(int participants, int waiting, long graceMillis) {
    public static final long GRACE_MILLIS = 15_000;

    public static Limits of(int participants, int waiting) {
        return new Limits(participants, waiting, GRACE_MILLIS);
    }
}
