package foyer.sfu.api;

/** A producer that was made. */
public record ProducerDescription(String id, MediaKind kind, ProducerType type) {}
