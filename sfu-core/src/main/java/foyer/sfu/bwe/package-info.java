/**
 * What the network carries: transport-wide feedback to senders, the estimate of a receiver's
 * downlink from such feedback, when to probe, and the budget that spreads packets.
 *
 * <p>Lives on its room's loop; time is an argument. Knows RTCP, not streams.
 */
@NullMarked
package foyer.sfu.bwe;

import org.jspecify.annotations.NullMarked;
