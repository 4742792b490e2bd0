package foyer.signaling.protocol;

/**
 * What the hosts set for everybody.
 *
 * @param locked nobody new comes in or knocks
 * @param guestsMayShare whether who is no host may share a screen
 */
public record RoomState(boolean locked, boolean guestsMayShare) {
    /** Of a new room. */
    public static final RoomState OPEN = new RoomState(false, true);
}
