/**
 * Socket.IO v4 (protocol 5) over a WebSocket of Netty's, default namespace, text only: a connection
 * costs a channel and no thread. Everything of a connection is called on its event loop.
 */
@NullMarked
package foyer.load.signaling;

import org.jspecify.annotations.NullMarked;
