package foyer.signaling.http;

/** Who may read the figures of the process. */
public enum MetricsAccess {
    /** Whoever connects from this machine or its networks, and not through a proxy. */
    LOCAL,
    /** Everybody. */
    PUBLIC,
    /** Nobody. */
    OFF
}
