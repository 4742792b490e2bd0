package foyer.sfu.stream;

/** The answer to a request for a packet sent earlier. */
public enum Retransmit {
    SEND,
    /** Sent again within the last round trip, or the consumer's budget is used up. */
    TOO_SOON,
    /** No longer kept, or never sent. */
    GONE
}
