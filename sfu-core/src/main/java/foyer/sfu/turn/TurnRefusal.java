package foyer.sfu.turn;

/** Why a server did not do what a packet asked for. */
public enum TurnRefusal {
    /** Neither STUN nor ChannelData, or no request that could be. */
    MALFORMED,
    /** Too many answers to strangers already: it got none. */
    TOO_MANY_STRANGERS,
    /** A user name that nobody gave out, or another password. */
    WRONG_CREDENTIALS,
    /** A user name whose time is over. */
    EXPIRED,
    /** An allocation too many, of its user, its address or in all. */
    QUOTA,
    /** A peer that is not one of those there are. */
    FORBIDDEN_PEER,
    /** Something that the RFC lets a server refuse, or an attribute we do not know. */
    UNSUPPORTED,
    /** No allocation, or another client's or user's. */
    MISMATCH,
    /** Data for or of a peer without permission or channel. */
    NO_PERMISSION,
    /** Data beyond the allocation's bandwidth. */
    BANDWIDTH
}
