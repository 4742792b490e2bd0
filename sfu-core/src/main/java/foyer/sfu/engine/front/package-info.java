/**
 * One TCP port for everything: {@link foyer.sfu.engine.front.Front} looks at the first bytes of a
 * connection and gives it to the loops of media (ICE-TCP), to the TURN server, or passes it on to
 * the proxy that has the pages.
 *
 * <p>One thread has the connections until then, and those that are passed on; nothing is decrypted
 * here.
 */
@NullMarked
package foyer.sfu.engine.front;

import org.jspecify.annotations.NullMarked;
