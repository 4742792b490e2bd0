package foyer.signaling.room;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door.
 *
 * @param userId the participant's id, or the socket's where there is none
 * @param sessionToken proves that a returning socket is the same participant
 */
public record Knock(String socketId, String userId, @Nullable String sessionToken, String name) {
    @Override
    public String toString() {
        return "Knock[" + socketId + ", " + userId + "]";
    }
}
