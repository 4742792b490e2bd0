/**
 * People who come, send, watch and leave as a scenario says: one virtual thread each for what is
 * said to the server, an event loop for their packets.
 */
@NullMarked
package foyer.load.crowd;

import org.jspecify.annotations.NullMarked;
