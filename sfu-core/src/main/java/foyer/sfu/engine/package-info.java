/**
 * The only input and output of the engine: UDP and TCP loops on Netty, the clock, deadlines,
 * mailboxes, and the public entry {@link foyer.sfu.engine.MediaServer}.
 *
 * <p>One loop is one thread with its sockets and rooms' routers; between loops and callers there
 * are only messages.
 */
@NullMarked
package foyer.sfu.engine;

import org.jspecify.annotations.NullMarked;
