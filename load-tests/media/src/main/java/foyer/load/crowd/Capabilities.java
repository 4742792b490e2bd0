package foyer.load.crowd;

import foyer.load.scenario.Group;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a person can receive, of what the router offers: Opus and VP8 with their repair. */
final class Capabilities {
    private static final Set<String> CODECS = Set.of("audio/opus", "video/vp8");
    private static final Set<String> OF_ARRIVALS = Set.of("transport-cc", "goog-remb");

    private Capabilities() {}

    static JsonNode receiving(JsonNode router, Group.Feedback feedback) {
        ArrayNode codecs = JsonNodeFactory.instance.arrayNode();
        int vp8 = -1;
        for (JsonNode codec : router.path("codecs")) {
            String name = codec.path("mimeType").asString("").toLowerCase(Locale.ROOT);
            boolean repairs = codec.path("parameters").path("apt").asInt(-2) == vp8;
            if (CODECS.contains(name) || (name.equals("video/rtx") && repairs)) {
                codecs.add(feedback == Group.Feedback.NONE ? silent(codec) : codec);
            }
            if (name.equals("video/vp8")) {
                vp8 = codec.path("preferredPayloadType").asInt(-1);
            }
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("codecs", codecs);
        all.set("headerExtensions", router.path("headerExtensions"));
        return all;
    }

    private static JsonNode silent(JsonNode codec) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : codec.path("rtcpFeedback")) {
            if (!OF_ARRIVALS.contains(one.path("type").asString(""))) {
                kept.add(one);
            }
        }
        return ((ObjectNode) codec.deepCopy()).set("rtcpFeedback", kept);
    }
}
