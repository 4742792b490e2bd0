/**
 * One room: producers times consumers, active speaker and audio levels, recording of inputs. A room
 * larger than a loop has several routers, joined by pipes: a producer of one is consumed at another
 * as a piped producer, with the same id and numbers; what is wanted of it goes back as messages.
 *
 * <p>Lives on one loop and is never touched from another thread; commands come as messages. No
 * clock, no thread, no socket.
 */
@NullMarked
package foyer.sfu.router;

import org.jspecify.annotations.NullMarked;
