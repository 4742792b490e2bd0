/**
 * What operators are shown of a room: what the engine's figures mean, as JSON. Pure functions; live
 * on no thread of their own, and know neither names nor secrets.
 */
@NullMarked
package foyer.signaling.debug;

import org.jspecify.annotations.NullMarked;
