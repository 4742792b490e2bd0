package foyer.signaling.app;

/**
 * What the server takes at most.
 *
 * @param users participants in all rooms together
 * @param loadPercent of a media loop's time; beyond it nobody new comes to its rooms
 * @param consumersPerLoop from which on a room goes on to another loop; 0: rooms stay on theirs
 */
public record Capacity(
        int rooms,
        int users,
        int usersPerRoom,
        int waitingPerRoom,
        int loadPercent,
        int consumersPerLoop) {}
