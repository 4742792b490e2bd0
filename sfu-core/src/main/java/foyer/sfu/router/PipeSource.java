package foyer.sfu.router;

import foyer.sfu.api.ProducerOptions;

/**
 * Where a router finds a producer of its room that another router has.
 *
 * @param router its number
 * @param options what the producer was made with there
 */
public record PipeSource(int router, ProducerOptions options) {}
