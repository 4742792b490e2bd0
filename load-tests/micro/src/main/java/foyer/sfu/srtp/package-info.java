/** Micro-benchmarks: what protecting a packet costs. */
@NullMarked
package foyer.sfu.srtp;

import org.jspecify.annotations.NullMarked;
