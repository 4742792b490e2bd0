package foyer.sfu.stream;

/**
 * The sender information of a sender report (RFC 3550 6.4.1).
 *
 * @param ntp our wall clock, 64 bits
 * @param rtpTimestamp the same moment as the stream's timestamp, unsigned 32 bits
 * @param packetCount packets sent, unsigned 32 bits
 * @param octetCount payload bytes sent, unsigned 32 bits
 */
public record SenderReportFigures(long ntp, long rtpTimestamp, long packetCount, long octetCount) {}
