/**
 * RTCP as sealed message records, a parser that takes any bytes, and a writer of compound packets
 * (RFC 3550 6, 4585, 5104, 3611, draft-alvestrand-rmcat-remb,
 * draft-holmer-rmcat-transport-wide-cc).
 *
 * <p>Lives on the loop of the packet; messages own their data. Knows no stream's state.
 */
@NullMarked
package foyer.sfu.rtcp;

import org.jspecify.annotations.NullMarked;
