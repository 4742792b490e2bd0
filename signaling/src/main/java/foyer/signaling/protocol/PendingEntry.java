package foyer.signaling.protocol;

/** Somebody who waits to be let in. */
public record PendingEntry(String userId, String name) {}
