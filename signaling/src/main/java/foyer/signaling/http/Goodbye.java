package foyer.signaling.http;

import foyer.signaling.protocol.Json;
import foyer.signaling.protocol.Payload;
import foyer.signaling.session.Reception;
import tools.jackson.databind.JsonNode;

/** The goodbye of a page that is closed, sent as a beacon. */
final class Goodbye {
    static final int MAX_BYTES = 1_024;

    private Goodbye() {}

    /** Takes the participant out of its room; a text that says nothing of use is ignored. */
    static void read(String text, String address, Reception reception) {
        JsonNode tree = Json.parse(text);
        Payload payload = new Payload(tree != null && tree.isObject() ? tree : null);
        String roomId = payload.roomId();
        String participantId = payload.id("participantId");
        String sessionToken = payload.id("sessionToken");
        if (roomId != null && participantId != null && sessionToken != null) {
            reception.goodbye(address, roomId, participantId, sessionToken);
        }
    }
}
