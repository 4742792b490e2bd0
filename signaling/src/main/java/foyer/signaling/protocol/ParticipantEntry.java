package foyer.signaling.protocol;

/** A participant as the others see it. */
public record ParticipantEntry(String userId, String name, boolean muted, boolean handRaised) {}
