package foyer.sfu.rtcp;

/**
 * A well-formed message of a kind we do not read.
 *
 * @param count the 5 bits that are a count or a feedback format
 * @param length bytes, header included
 */
public record Unrecognized(int packetType, int count, int length) implements RtcpMessage {}
