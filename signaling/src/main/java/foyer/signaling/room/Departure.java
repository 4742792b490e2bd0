package foyer.signaling.room;

/** How a socket went. */
public enum Departure {
    /** Its client said goodbye: the participant is gone at once. */
    CLEAN,
    /** Anything else: the participant may come back for a while. */
    LOST
}
