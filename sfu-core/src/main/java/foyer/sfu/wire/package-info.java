/**
 * Bytes as they travel: the packet buffer with big-endian access, serial-number arithmetic, the
 * path a packet came by, the reasons a packet is dropped for; and functions of C libraries that
 * take such bytes by their addresses.
 *
 * <p>No thread of its own: whoever owns a buffer calls. Knows no protocol above UDP.
 */
@NullMarked
package foyer.sfu.wire;

import org.jspecify.annotations.NullMarked;
