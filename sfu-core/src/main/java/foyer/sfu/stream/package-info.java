/**
 * One SSRC in one direction: sequence window, loss detection and NACK, RTX, retransmission buffer,
 * reports and their figures.
 *
 * <p>Lives on its room's loop; time and packets are arguments. Copies what it keeps. Knows no
 * layers, no peers, no sockets.
 */
@NullMarked
package foyer.sfu.stream;

import org.jspecify.annotations.NullMarked;
