package foyer.signaling.room;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door.
 *
 * @param userId the participant's id, or the socket's where there is none
 * @param sessionToken proves that a returning socket is the same participant
 * @param invite a one-time token, as it came
 * @param hostKey what opens the room for its hosts, as it came
 * @param address where the socket comes from
 */
public record Knock(
        String socketId,
        String userId,
        @Nullable String sessionToken,
        String name,
        @Nullable String invite,
        @Nullable String hostKey,
        String address) {
    @Override
    public String toString() {
        return "Knock[" + socketId + ", " + userId + "]";
    }
}
