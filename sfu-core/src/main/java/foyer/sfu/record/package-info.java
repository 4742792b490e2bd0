/**
 * A call as a file: a router's inputs, recorded clear behind authentication while it runs, and
 * played again through the same router code to the same outputs.
 *
 * <p>A recorder lives on its router's loop and copies what it keeps; files are read and replayed
 * anywhere, on one thread. No keys, no passwords, no addresses, and no more of the media than
 * forwarding looks at, unless asked for. Knows no clock.
 */
@NullMarked
package foyer.sfu.record;

import org.jspecify.annotations.NullMarked;
