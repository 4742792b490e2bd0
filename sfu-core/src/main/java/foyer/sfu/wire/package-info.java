/**
 * Bytes as they travel: the packet buffer with big-endian access, serial-number arithmetic, the
 * path a packet came by, the reasons a packet is dropped for.
 *
 * <p>No thread of its own: whoever owns a buffer calls. Knows no protocol above UDP.
 */
@NullMarked
package foyer.sfu.wire;

import org.jspecify.annotations.NullMarked;
