/**
 * A TURN server (RFC 8656) that relays to a fixed list of peers only: bytes in, bytes out, time as
 * an argument. It knows neither sockets nor certificates; {@code engine.turn} has those.
 *
 * <p>A server and everything in it lives on one thread. Packets are valid until a method returns;
 * what comes is anybody's bytes and never throws.
 */
@NullMarked
package foyer.sfu.turn;

import org.jspecify.annotations.NullMarked;
