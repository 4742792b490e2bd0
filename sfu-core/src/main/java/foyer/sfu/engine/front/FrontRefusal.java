package foyer.sfu.engine.front;

/** Why a connection was closed before it got anywhere. */
public enum FrontRefusal {
    /** There are too many, in all or of its network. */
    TOO_MANY,
    /** It did not say what it is in time. */
    TOO_LATE,
    /** It speaks nothing that is spoken here, or its beginning is too long. */
    UNKNOWN,
    /** It speaks ICE or TURN, for nobody here. */
    NOBODY,
    /** The proxy does not answer. */
    NO_PROXY
}
