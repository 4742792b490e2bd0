/**
 * What publishers send and viewers check: VP8 simulcast and Opus as browsers packetize them, with a
 * time stamp in each payload; sequence, loss, repair and feedback on the other side. Each object
 * lives on its transport's event loop.
 */
@NullMarked
package foyer.load.media;

import org.jspecify.annotations.NullMarked;
