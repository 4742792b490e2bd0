package foyer.sfu.router;

/**
 * One producer's packets on their way to another router of the room.
 *
 * @param router its number
 * @param maxSpatialLayer the highest that is preferred there, −1 for none
 * @param packets that crossed
 * @param dropped as there was no room for more
 */
public record PipeStats(
        String producerId, int router, int maxSpatialLayer, long packets, long dropped) {}
