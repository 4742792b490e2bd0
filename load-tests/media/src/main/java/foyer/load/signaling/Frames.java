package foyer.load.signaling;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Text frames: Socket.IO's packets in Engine.IO's messages. What cannot be read never throws. */
final class Frames {
    static final String CONNECT = "40";
    static final String DISCONNECT = "41";
    static final String PONG = "3";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNode NOTHING = JsonNodeFactory.instance.nullNode();

    /** More digits than any id of ours has. */
    private static final int MAX_ID_DIGITS = 9;

    private Frames() {}

    /** An event that wants no answer. */
    static String event(String name, Object payload) {
        return "42" + MAPPER.writeValueAsString(new Object[] {name, payload});
    }

    /** An event whose answer will carry this id. */
    static String request(int id, String name, Object payload) {
        return "42" + id + MAPPER.writeValueAsString(new Object[] {name, payload});
    }

    static Packet decode(String frame) {
        if (frame.isEmpty()) {
            return new Packet.Other();
        }
        return switch (frame.charAt(0)) {
            case '0' -> new Packet.Open();
            case '1' -> new Packet.Closed();
            case '2' -> new Packet.Ping();
            case '4' -> frame.length() < 2 ? new Packet.Other() : message(frame);
            default -> new Packet.Other();
        };
    }

    private static Packet message(String frame) {
        return switch (frame.charAt(1)) {
            case '0' -> new Packet.Connected();
            case '1' -> new Packet.Closed();
            case '2' -> event(frame);
            case '3' -> answer(frame);
            case '4' -> new Packet.Refused(frame.substring(2));
            default -> new Packet.Other();
        };
    }

    private static Packet event(String frame) {
        JsonNode list = list(frame, endOfId(frame));
        return list == null || !list.path(0).isString()
                ? new Packet.Other()
                : new Packet.Event(list.get(0).asString(), argument(list, 1));
    }

    private static Packet answer(String frame) {
        int end = endOfId(frame);
        JsonNode list = list(frame, end);
        if (list == null || end == 2 || end - 2 > MAX_ID_DIGITS) {
            return new Packet.Other();
        }
        return new Packet.Answer(Integer.parseInt(frame, 2, end, 10), argument(list, 0));
    }

    private static int endOfId(String frame) {
        int end = 2;
        while (end < frame.length() && frame.charAt(end) >= '0' && frame.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static @Nullable JsonNode list(String frame, int from) {
        try {
            JsonNode tree = MAPPER.readTree(frame.substring(from));
            return tree != null && tree.isArray() ? tree : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private static JsonNode argument(JsonNode list, int index) {
        JsonNode argument = list.get(index);
        return argument == null ? NOTHING : argument;
    }
}
