/**
 * Whole calls without sockets and clocks: virtual peers that speak real bytes with a router over a
 * seeded bad network, in virtual time. One seed gives one call.
 */
@NullMarked
package foyer.sfu.scenario;

import org.jspecify.annotations.NullMarked;
