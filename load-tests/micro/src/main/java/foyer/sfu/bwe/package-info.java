/** Micro-benchmarks: what estimating a downlink costs. */
@NullMarked
package foyer.sfu.bwe;

import org.jspecify.annotations.NullMarked;
