/**
 * One WebRTC transport from the client's side: ICE checks against a lite agent, DTLS as the client,
 * SRTP, over a UDP socket of its own. Lives on one event loop; only the DTLS handshake computes
 * elsewhere. Knows nothing of what the packets mean.
 */
@NullMarked
package foyer.load.rtc;

import org.jspecify.annotations.NullMarked;
