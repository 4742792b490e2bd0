package foyer.sfu.stream;

/**
 * The figures of a DLRR sub-block (RFC 3611 4.5).
 *
 * @param lastRr the middle 32 bits of the receiver's last reference time; 0 without one
 * @param delay since it came, in 1/65536 s; 0 without one
 */
public record DlrrFigures(long lastRr, long delay) {}
