/** The server people run. */
@NullMarked
package foyer.signaling;

import org.jspecify.annotations.NullMarked;
