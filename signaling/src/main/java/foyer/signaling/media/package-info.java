/**
 * The port to the media engine: how a room gets a router, and what each participant has on it.
 *
 * <p>Lives on its room's executor: the engine's answers and events are handed over to it. Knows no
 * sockets and no rules of rooms.
 */
@NullMarked
package foyer.signaling.media;

import org.jspecify.annotations.NullMarked;
