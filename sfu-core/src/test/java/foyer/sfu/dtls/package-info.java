/** Tests of the DTLS handshake; the library's timers make them run on the real clock. */
@NullMarked
package foyer.sfu.dtls;

import org.jspecify.annotations.NullMarked;
