/**
 * What the network carries: transport-wide feedback to senders and the ceiling told to them.
 *
 * <p>Lives on its room's loop; time is an argument. Knows RTCP, not streams.
 */
@NullMarked
package foyer.sfu.bwe;

import org.jspecify.annotations.NullMarked;
