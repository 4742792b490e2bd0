/**
 * One peer: tells STUN, DTLS, RTP and RTCP apart, and joins ICE, keys, streams' RTCP and feedback.
 *
 * <p>Lives on its room's loop; packets and time are arguments, exits are passed per call. Knows no
 * other peer.
 */
@NullMarked
package foyer.sfu.transport;

import org.jspecify.annotations.NullMarked;
