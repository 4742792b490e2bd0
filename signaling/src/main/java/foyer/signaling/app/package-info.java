/**
 * The process: configuration read once, everything wired together, the order of stopping.
 *
 * <p>Lives on the main thread and, for the stop, on the shutdown hook's.
 */
@NullMarked
package foyer.signaling.app;

import org.jspecify.annotations.NullMarked;
