/** Micro-benchmarks: what a room costs. */
@NullMarked
package foyer.sfu.scenario;

import org.jspecify.annotations.NullMarked;
