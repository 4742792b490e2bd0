/**
 * Socket.IO on netty-socketio, and nobody else's use of it: the listener, its pipeline, the guards
 * around what the library lets through.
 *
 * <p>Lives on Netty's event loops and hands over at once. Every packet passes {@link
 * foyer.signaling.socketio.PacketGate}; buffers are Netty's and valid until the call returns.
 */
@NullMarked
package foyer.signaling.socketio;

import org.jspecify.annotations.NullMarked;
