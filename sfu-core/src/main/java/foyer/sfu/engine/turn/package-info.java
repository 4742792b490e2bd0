/**
 * The TURN server's sockets and certificate: {@link foyer.sfu.engine.turn.TurnHost} runs a {@link
 * foyer.sfu.turn.TurnServer} on a loop of its own, beside those of media, which it reaches over
 * their UDP ports as any client does.
 *
 * <p>One thread has the server, its connections and the sockets of its allocations; certificates
 * are read on others.
 */
@NullMarked
package foyer.sfu.engine.turn;

import org.jspecify.annotations.NullMarked;
