/**
 * What a user of the engine says and hears: parameters in mediasoup v3's shapes, units,
 * configuration, commands and events. Immutable values only.
 *
 * <p>Safe on every thread. Knows nothing of packets, sockets, clocks or JSON.
 */
@NullMarked
package foyer.sfu.api;

import org.jspecify.annotations.NullMarked;
