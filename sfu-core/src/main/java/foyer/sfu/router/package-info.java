/**
 * One room: producers times consumers, active speaker and audio levels, recording of inputs.
 *
 * <p>Lives on one loop and is never touched from another thread; commands come as messages. No
 * clock, no thread, no socket.
 */
@NullMarked
package foyer.sfu.router;

import org.jspecify.annotations.NullMarked;
