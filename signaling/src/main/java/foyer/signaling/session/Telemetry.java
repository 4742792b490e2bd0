package foyer.signaling.session;

/** Hears what is counted, for whoever measures. Called on every thread; must return at once. */
public interface Telemetry {
    /** Names all events that nobody knows. */
    String UNKNOWN_EVENT = "unknown";

    /** For nobody. */
    Telemetry NONE = new Telemetry() {};

    /** An event came; its name is one of the protocol's or {@link #UNKNOWN_EVENT}. */
    default void received(String event) {}

    /** An event was answered with an error, or would have been; {@code reason} is its word. */
    default void rejected(String event, String reason) {}

    /** An event got its answer so long after it came. */
    default void answered(String event, long millis) {}

    /** Somebody joined, or did not: one of a few words. */
    default void joined(String outcome) {}

    /** A client was not let in to open a socket. */
    default void turnedAway(Gate reason) {}

    /** A wrong invite, host key or session token was tried. */
    default void wrongSecret() {}

    /** Sockets were told something; the name is one of the protocol's. */
    default void told(String event) {}
}
