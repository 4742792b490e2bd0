package foyer.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A participant as the others see it.
 *
 * @param cameraOn whether its camera is forwarded
 * @param sharing whether it shares a screen
 */
public record ParticipantEntry(
        String userId,
        String name,
        boolean muted,
        boolean handRaised,
        @JsonProperty("isHost") boolean isHost,
        boolean cameraOn,
        boolean sharing) {}
