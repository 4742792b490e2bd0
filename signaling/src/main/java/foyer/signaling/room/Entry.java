package foyer.signaling.room;

import foyer.signaling.protocol.ErrorWord;

/** How a knock ended. */
public sealed interface Entry {
    /** The participant is in, for the first time. */
    record Entered(String userId, Way way) implements Entry {}

    /** The participant is known and came back to its slot. */
    record Returned(String userId) implements Entry {}

    /** A host must say whether. */
    record Waits(String userId) implements Entry {}

    record Refused(ErrorWord word) implements Entry {}

    /** Why somebody came in. */
    enum Way {
        /** Nobody was there: the room is made. */
        FIRST,
        HOST_KEY,
        INVITE,
        /** A host said so. */
        APPROVED
    }
}
