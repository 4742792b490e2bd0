/**
 * Who a socket is, and the way of its requests: rate, room, rule, media, answer.
 *
 * <p>What comes in from sockets and HTTP is handed over at once to the serial executor of its room;
 * inside a room there is no lock. Knows no Socket.IO: what goes out leaves by {@link
 * foyer.signaling.session.Outbox}.
 */
@NullMarked
package foyer.signaling.session;

import org.jspecify.annotations.NullMarked;
