/**
 * The DTLS handshake as datagrams in, datagrams out and an outcome; the only user of Bouncy
 * Castle's TLS.
 *
 * <p>Runs on an executor it is given, never on a loop; its output is called there and must hand
 * over. Owns copies of all bytes. Knows nothing of ICE or RTP.
 */
@NullMarked
package foyer.sfu.dtls;

import org.jspecify.annotations.NullMarked;
