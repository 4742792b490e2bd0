/**
 * The server's own HTTP beside Socket.IO: the client's files, the goodbye of a page, health,
 * metrics and a look into rooms.
 *
 * <p>Lives on Netty's event loops; requests are released here. Knows neither netty-socketio nor the
 * rules of rooms.
 */
@NullMarked
package foyer.signaling.http;

import org.jspecify.annotations.NullMarked;
