/**
 * Where a request comes from: addresses as values, ranges of them, and whose word on a client's
 * address counts.
 *
 * <p>Pure functions for any thread, over bytes that nobody vouches for: nothing here throws for
 * what came, looks a name up, or knows HTTP.
 */
@NullMarked
package foyer.signaling.address;

import org.jspecify.annotations.NullMarked;
