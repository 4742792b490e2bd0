/**
 * The rules of one room: who comes in, who is host, who hears what, when it ends.
 *
 * <p>Pure: lives on its room's serial executor, time is an argument in milliseconds, what is to
 * happen goes out as {@link foyer.signaling.room.Effect}s. Knows no sockets, threads or media.
 */
@NullMarked
package foyer.signaling.room;

import org.jspecify.annotations.NullMarked;
