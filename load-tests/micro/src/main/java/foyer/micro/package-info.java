/** Runs the micro-benchmarks and tells what came out as ratios. */
@NullMarked
package foyer.micro;

import org.jspecify.annotations.NullMarked;
