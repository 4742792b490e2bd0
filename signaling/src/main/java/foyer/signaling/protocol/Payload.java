package foyer.signaling.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came with an event, seen through the rules of its fields; a broken field reads as null. */
public final class Payload {
    private static final Pattern ROOM_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String GUEST = "guest";
    private static final int MAX_NAME = 64;
    private static final int MAX_CHAT = 2_000;
    private static final int MAX_REACTION = 256;
    private static final int MAX_APP_DATA = 1_024;

    private final @Nullable JsonNode tree;

    public Payload(@Nullable JsonNode tree) {
        this.tree = tree;
    }

    /** The room's id, also where the payload is the bare id. */
    public @Nullable String roomId() {
        String text = tree != null && tree.isString() ? tree.stringValue() : text("roomId");
        return text != null && ROOM_ID.matcher(text).matches() ? text : null;
    }

    /** An id or a token, null when it is none. */
    public @Nullable String id(String field) {
        String text = text(field);
        return text != null && ID.matcher(text).matches() ? text : null;
    }

    /** The participant's name, never null. */
    public String name() {
        String text = text("name");
        String trimmed = text == null ? "" : text.strip();
        return trimmed.isEmpty() || trimmed.length() > MAX_NAME ? GUEST : trimmed;
    }

    /** A chat message of 1 to 2,000 characters. */
    public @Nullable String chatMessage() {
        return text("message", MAX_CHAT);
    }

    /** A reaction of 1 to 256 characters. */
    public @Nullable String reaction() {
        return text("reaction", MAX_REACTION);
    }

    private @Nullable String text(String field, int most) {
        String text = text(field);
        return text != null && !text.isEmpty() && text.length() <= most ? text : null;
    }

    public @Nullable Boolean flag(String field) {
        JsonNode node = node(field);
        if (node == null || !node.isBoolean()) {
            return null;
        }
        return node.booleanValue();
    }

    /** A number of a layer, not negative. */
    public @Nullable Integer layer(String field) {
        JsonNode node = node(field);
        if (node == null || !node.isNumber() || !node.canConvertToInt()) {
            return null;
        }
        int layer = node.intValue();
        return layer < 0 ? null : Integer.valueOf(layer);
    }

    /** A media object, null when it does not have its shape. */
    public <T> @Nullable T media(String field, Class<T> type) {
        JsonNode node = node(field);
        return node == null ? null : Json.read(node, type);
    }

    /** The producer's own data: a small object, empty when left out, null when it is too much. */
    public @Nullable ObjectNode appData() {
        JsonNode node = node("appData");
        if (node == null || node.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return node instanceof ObjectNode object && Json.text(object).length() <= MAX_APP_DATA
                ? object
                : null;
    }

    private @Nullable String text(String field) {
        JsonNode node = node(field);
        return node != null && node.isString() ? node.stringValue() : null;
    }

    private @Nullable JsonNode node(String field) {
        return tree != null && tree.isObject() ? tree.get(field) : null;
    }
}
