/**
 * The RTP header (RFC 3550 5.1) and its extensions (RFC 8285) as views over a packet buffer.
 *
 * <p>Lives on the loop of the packet. A view is valid as long as the buffer it was put over; any
 * bytes may stand in it, and reading them never throws. Knows nothing of payloads.
 */
@NullMarked
package foyer.sfu.rtp;

import org.jspecify.annotations.NullMarked;
