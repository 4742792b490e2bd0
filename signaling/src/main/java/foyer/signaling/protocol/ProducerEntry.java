package foyer.signaling.protocol;

import tools.jackson.databind.node.ObjectNode;

/** A track that can be consumed, and whose it is. */
public record ProducerEntry(String producerId, String name, String userId, ObjectNode appData) {}
