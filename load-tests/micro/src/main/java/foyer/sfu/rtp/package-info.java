/** Micro-benchmarks: what a packet costs that is parsed and written. */
@NullMarked
package foyer.sfu.rtp;

import org.jspecify.annotations.NullMarked;
