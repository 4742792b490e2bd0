package foyer.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON codec: enums by their words, nulls left out, unknown fields passed over. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(40)
                                                    .build())
                                    .build())
                    .annotationIntrospector(new RequiredFields())
                    .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                    .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private Json() {}

    /** The tree of a text, null when it is not one JSON value. */
    public static @Nullable JsonNode parse(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return tree == null || tree.isMissingNode() ? null : tree;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** The value in a tree, null when it does not have the type's shape. */
    public static <T> @Nullable T read(JsonNode tree, Class<T> type) {
        if (!tree.isObject()) {
            return null;
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** Writes a message of ours. */
    public static void write(OutputStream out, Object message) {
        MAPPER.writeValue(out, message);
    }

    /** A message of ours as text. */
    public static String text(Object message) {
        return MAPPER.writeValueAsString(message);
    }
}
