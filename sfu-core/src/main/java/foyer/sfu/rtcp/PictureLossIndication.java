package foyer.sfu.rtcp;

/** A request for a key frame after loss (RFC 4585 6.3.1). */
public record PictureLossIndication(long senderSsrc, long mediaSsrc) implements RtcpMessage {}
