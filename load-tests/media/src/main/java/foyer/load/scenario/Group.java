package foyer.load.scenario;

import java.util.Set;

/**
 * People of a room who do the same.
 *
 * @param count how many
 * @param sends what each of them sends
 * @param receives whether they consume what others send
 * @param speaks for which share of the time a sender of audio speaks, 0…1
 * @param wantsLayer the highest simulcast layer they ask for, {@link #ANY_LAYER} for no wish
 * @param feedback how they tell what arrives
 */
public record Group(
        int count,
        Set<Kind> sends,
        boolean receives,
        double speaks,
        int wantsLayer,
        Feedback feedback) {
    /** No wish is told to the server. */
    public static final int ANY_LAYER = -1;

    /** What can be sent. */
    public enum Kind {
        AUDIO,
        VIDEO
    }

    /** What a receiver says of its downlink. */
    public enum Feedback {
        /** Every packet's arrival, as browsers do: the server estimates and allocates. */
        TRANSPORT_CC,
        /** Nothing: the server holds nothing back. */
        NONE
    }
}
