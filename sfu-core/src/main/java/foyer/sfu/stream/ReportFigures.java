package foyer.sfu.stream;

/**
 * The figures of a report block (RFC 3550 6.4.1).
 *
 * @param fractionLost lost since the last report, in 1/256
 * @param cumulativeLost lost since the beginning, signed 24 bits
 * @param extendedHighest the extended highest sequence number, unsigned 32 bits
 * @param jitter interarrival jitter in RTP timestamp units
 * @param lastSr the middle 32 bits of the last sender report's NTP time; 0 without one
 * @param dlsr the delay since that report, in 1/65536 s; 0 without one
 */
public record ReportFigures(
        int fractionLost,
        int cumulativeLost,
        long extendedHighest,
        long jitter,
        long lastSr,
        long dlsr) {}
