package foyer.signaling.room;

import foyer.signaling.protocol.ErrorWord;
import org.jspecify.annotations.Nullable;

/** The one place that decides who comes in. */
final class Admission {
    /** What is decided about a knock. */
    sealed interface Decision {
        record Admit() implements Decision {}

        record ComeBack(Participant participant) implements Decision {}

        record Refuse(ErrorWord word) implements Decision {}
    }

    private Admission() {}

    /**
     * Decides about a knock.
     *
     * @param known the participant by the knock's id
     * @param taken slots that are taken
     */
    static Decision decide(Knock knock, @Nullable Participant known, int taken, Limits limits) {
        if (known != null) {
            return known.isProvenBy(knock)
                    ? new Decision.ComeBack(known)
                    : new Decision.Refuse(ErrorWord.IDENTITY_CONFLICT);
        }
        return taken < limits.participants()
                ? new Decision.Admit()
                : new Decision.Refuse(ErrorWord.ROOM_FULL);
    }
}
