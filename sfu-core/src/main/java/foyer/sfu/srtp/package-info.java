/**
 * Protects and unprotects SRTP and SRTCP packets (RFC 3711, 7714), with replay windows and
 * roll-over counters; the only user of the SRTP and AEAD libraries. Ciphers are the host's OpenSSL,
 * called directly, or jitsi-srtp's, the reference that the others are tested against.
 *
 * <p>Lives on its transport's loop. Keeps no buffer. Keys may be outside the heap: who created a
 * context closes it. A packet that fails is a result, not an exception.
 */
@NullMarked
package foyer.sfu.srtp;

import org.jspecify.annotations.NullMarked;
