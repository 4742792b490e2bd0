package foyer.sfu.forward;

/**
 * One step of what a consumer could be sent.
 *
 * @param spatialLayer from 0, the smallest picture
 * @param temporalLayer from 0, the fewest pictures a second
 * @param bitrateBps what it takes with everything below it that it needs, bits per second
 */
public record Rung(int spatialLayer, int temporalLayer, long bitrateBps) {}
