package foyer.sfu.router;

/**
 * One producer's packets on their way to another router of the room.
 *
 * @param from the number of the router that has the producer
 * @param to that of the other one
 * @param maxSpatialLayer the highest that is preferred there, −1 for none
 * @param packets that crossed
 * @param dropped as there was no room for more
 */
public record PipeStats(
        String producerId, int from, int to, int maxSpatialLayer, long packets, long dropped) {}
