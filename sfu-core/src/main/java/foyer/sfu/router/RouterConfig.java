package foyer.sfu.router;

import foyer.sfu.api.RtpCapabilities;

/**
 * What a router is made with.
 *
 * @param capabilities what it can receive and send
 * @param seed of the numbers that RTP wants random
 * @param epochNanosAtZero the wall clock, nanoseconds since 1970, when the router's time was 0
 */
public record RouterConfig(RtpCapabilities capabilities, long seed, long epochNanosAtZero) {}
