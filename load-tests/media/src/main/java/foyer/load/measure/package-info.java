/**
 * What is counted and how it is judged: counters any thread may add to, times in histograms, what
 * /proc tells of processes and sockets, and the report made of two moments.
 */
@NullMarked
package foyer.load.measure;

import org.jspecify.annotations.NullMarked;
