package foyer.signaling.session;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;

/** The way back to who asked. Safe on every thread; only the first answer counts. */
@FunctionalInterface
public interface Ack {
    /** Of an event that asked for no answer. */
    Ack NONE = answer -> {};

    void answer(Answer answer);

    default void refuse(ErrorWord word) {
        answer(Answer.refused(word));
    }
}
