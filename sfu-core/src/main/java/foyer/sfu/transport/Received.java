package foyer.sfu.transport;

/** What a datagram turned out to be, once it is clear. */
public enum Received {
    /** Nothing for the room: handled, handed on or dropped. */
    NOTHING,
    /** The buffer holds a clear RTP packet. */
    RTP,
    /** The buffer holds a clear RTCP packet. */
    RTCP
}
