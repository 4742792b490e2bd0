package foyer.signaling.doctor;

import java.util.Optional;

/** Tries the proxy that pages are passed on to, as the shared port does. */
@FunctionalInterface
interface ProxyKnock {
    /** Waits for seconds at most. */
    Outcome at(FrontSetup setup, Optional<Site> site);

    /** What became of it. */
    sealed interface Outcome {}

    /** It speaks TLS behind a PROXY header. */
    record Understood() implements Outcome {}

    /** It speaks TLS, but only without the header. */
    record NotUnderstood() implements Outcome {}

    /** It does not speak TLS, for this reason. */
    record Silent(String reason) implements Outcome {}
}
