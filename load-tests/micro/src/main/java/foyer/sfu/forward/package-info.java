/** Micro-benchmarks: what dividing a downlink costs. */
@NullMarked
package foyer.sfu.forward;

import org.jspecify.annotations.NullMarked;
