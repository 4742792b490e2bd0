package foyer.signaling.debug;

import foyer.signaling.media.Direction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose the room's media is, which the engine does not know.
 *
 * @param waitingGuests before the door
 * @param screens producers that are part of a shared screen
 */
public record Setting(String roomId, List<Seat> seats, int waitingGuests, Set<String> screens) {
    /**
     * One participant.
     *
     * @param connected false while it may come back
     * @param transports by id
     */
    public record Seat(
            String participantId,
            boolean host,
            boolean connected,
            Map<String, Direction> transports) {
        public Seat {
            transports = Map.copyOf(transports);
        }
    }

    public Setting {
        seats = List.copyOf(seats);
        screens = Set.copyOf(screens);
    }
}
