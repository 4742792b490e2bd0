package foyer.signaling.doctor;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.IceParameters;

/** Tries one of the ways that browsers are told, as they try it. */
@FunctionalInterface
interface Knock {
    /** Waits for seconds at most. */
    Outcome at(IceCandidate candidate, IceParameters server);

    /** What became of it. */
    sealed interface Outcome {}

    /** The media server answered. */
    record Answered() implements Outcome {}

    /** It did not, for this reason. */
    record Unanswered(String reason) implements Outcome {}
}
