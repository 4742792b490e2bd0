package foyer.load.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a scenario from JSON, in which comments and a comma too many are welcome. */
public final class ScenarioFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "about",
                    "rooms",
                    "people",
                    "joinsPerSecond",
                    "warmUpSeconds",
                    "seconds",
                    "video",
                    "audio",
                    "churn");

    private ScenarioFile() {}

    public static Scenario read(Path file) throws ScenarioException {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ScenarioException(file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a text.
     *
     * @param source what to call it in errors
     */
    static Scenario parse(String source, String text) throws ScenarioException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new ScenarioException(
                    source
                            + ", line "
                            + e.getLocation().getLineNr()
                            + ": "
                            + e.getOriginalMessage());
        }
        Fields fields = new Fields(source, "", tree, FIELDS);
        String name = fields.text("name");
        if (!name.matches("[A-Za-z0-9.-]{1,40}")) {
            throw fields.wrong("name", "1 to 40 letters, digits, dots and dashes");
        }
        List<Group> people = fields.list("people", ScenarioFile::group);
        Scenario scenario =
                new Scenario(
                        name,
                        fields.text("about"),
                        fields.integer("rooms", 1, 1, 100_000),
                        people,
                        fields.number("joinsPerSecond", 10, 0.1, 10_000),
                        fields.integer("warmUpSeconds", 5, 0, 3600),
                        fields.integer("seconds", 30, 1, 86_400),
                        video(fields),
                        audio(fields),
                        fields.has("churn") ? churn(fields) : null);
        if (scenario.peopleInRoom() == 0) {
            throw fields.wrong("people", "at least one person");
        }
        return scenario;
    }

    private static Group group(Fields fields) throws ScenarioException {
        fields.only(Set.of("count", "sends", "receives", "speaks", "wantsLayer", "feedback"));
        return new Group(
                fields.integer("count", 1, 1, 100_000),
                fields.words("sends", Group.Kind.class),
                fields.flag("receives", true),
                fields.number("speaks", 0.2, 0, 1),
                fields.integer("wantsLayer", Group.ANY_LAYER, 0, 2),
                fields.word("feedback", Group.Feedback.TRANSPORT_CC, Group.Feedback.class));
    }

    private static VideoShape video(Fields all) throws ScenarioException {
        Fields fields = all.child("video", Set.of("kbps", "fps", "temporalLayers"));
        return new VideoShape(
                fields.integers("kbps", List.of(150, 500, 1500), 10, 20_000),
                fields.integer("fps", 30, 1, 120),
                fields.integer("temporalLayers", 3, 1, 3));
    }

    private static AudioShape audio(Fields all) throws ScenarioException {
        Fields fields = all.child("audio", Set.of("kbps", "silence"));
        return new AudioShape(
                fields.integer("kbps", 32, 8, 400),
                fields.word("silence", AudioShape.Silence.PACKETS, AudioShape.Silence.class));
    }

    private static Churn churn(Fields all) throws ScenarioException {
        Fields fields = all.child("churn", Set.of("everySeconds", "share"));
        return new Churn(
                fields.number("everySeconds", 5, 0.1, 3600), fields.number("share", 0.1, 0, 1));
    }
}
