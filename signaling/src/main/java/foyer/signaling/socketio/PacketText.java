package foyer.signaling.socketio;

import foyer.signaling.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one packet of Engine.IO 4 with the packet of Socket.IO 5 in it, as a v4 client of the
 * default namespace sends it. Anything else is {@link Junk}, never an exception.
 */
final class PacketText {
    private static final int MAX_ACK_DIGITS = 15;

    /** What a packet is. */
    sealed interface Packet {}

    /** A packet of the transport or of the connection; {@code text} is all the library needs. */
    record Control(String text) implements Packet {}

    /** The client says goodbye. */
    record Disconnect() implements Packet {}

    /**
     * An event.
     *
     * @param payload its first argument
     */
    record Event(@Nullable Long ackId, String name, @Nullable JsonNode payload) implements Packet {}

    /** Something meant to be an event. */
    record BrokenEvent(@Nullable Long ackId) implements Packet {}

    record Junk() implements Packet {}

    private PacketText() {}

    static Packet read(String text) {
        return switch (text) {
            case "1", "2probe", "3", "5" -> new Control(text);
            case "41", "41," -> new Disconnect();
            default -> text.length() < 2 || text.charAt(0) != '4' ? new Junk() : message(text);
        };
    }

    private static Packet message(String text) {
        return switch (text.charAt(1)) {
            // What a client connects with is not looked at: nothing here trusts it.
            case '0' -> text.startsWith("/", 2) ? new Junk() : new Control("40");
            case '2' -> event(text, 2);
            // A binary event: its attachments are dropped, its ack is answered.
            case '5' -> binaryEvent(text);
            default -> new Junk();
        };
    }

    private static Packet binaryEvent(String text) {
        int dash = text.indexOf('-');
        return dash < 0 ? new Junk() : new BrokenEvent(ackId(text, dash + 1));
    }

    private static Packet event(String text, int start) {
        int body = digitsEnd(text, start);
        if (body - start > MAX_ACK_DIGITS) {
            return new Junk();
        }
        Long ackId = ackId(text, start);
        JsonNode array = Json.parse(text.substring(body));
        if (array == null || !array.isArray() || array.isEmpty() || !array.get(0).isString()) {
            return new BrokenEvent(ackId);
        }
        return new Event(ackId, array.get(0).stringValue(), array.get(1));
    }

    private static @Nullable Long ackId(String text, int start) {
        int end = digitsEnd(text, start);
        return end == start || end - start > MAX_ACK_DIGITS
                ? null
                : (Long) Long.parseLong(text.substring(start, end));
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
