/**
 * Protects and unprotects SRTP and SRTCP packets in place (RFC 3711, 7714), with replay windows and
 * roll-over counters; the only user of the SRTP and AEAD libraries.
 *
 * <p>Lives on its transport's loop. Keeps no buffer. A packet that fails is a result, not an
 * exception.
 */
@NullMarked
package foyer.sfu.srtp;

import org.jspecify.annotations.NullMarked;
