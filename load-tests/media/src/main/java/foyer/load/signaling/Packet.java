package foyer.load.signaling;

import tools.jackson.databind.JsonNode;

/** What came in one text frame. */
sealed interface Packet {
    /** Engine.IO's handshake. */
    record Open() implements Packet {}

    /** Engine.IO's heartbeat, to be answered. */
    record Ping() implements Packet {}

    /** The namespace took us. */
    record Connected() implements Packet {}

    /** The namespace did not. */
    record Refused(String message) implements Packet {}

    /** The other side says goodbye, by Engine.IO or Socket.IO. */
    record Closed() implements Packet {}

    /**
     * An event.
     *
     * @param payload its first argument, null in JSON's sense when it has none
     */
    record Event(String name, JsonNode payload) implements Packet {}

    /**
     * The answer to a request.
     *
     * @param payload its first argument, null in JSON's sense when it has none
     */
    record Answer(int id, JsonNode payload) implements Packet {}

    /** Nothing that concerns us, or nothing that can be read. */
    record Other() implements Packet {}
}
