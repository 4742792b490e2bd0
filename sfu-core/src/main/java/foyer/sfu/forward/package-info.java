/**
 * From one producer's streams to one consumer: which layers are forwarded, the rewritten header,
 * key-frame requests.
 *
 * <p>Lives on its room's loop. Reads shared packets, writes its own. Knows no transport.
 */
@NullMarked
package foyer.sfu.forward;

import org.jspecify.annotations.NullMarked;
