package foyer.load.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One JSON object whose fields are read with their bounds; errors tell where and what may be. */
final class Fields {
    private final String source;
    private final String path;
    private final JsonNode tree;

    Fields(String source, String path, JsonNode tree, Set<String> known) throws ScenarioException {
        this(source, path, tree);
        only(known);
    }

    private Fields(String source, String path, JsonNode tree) throws ScenarioException {
        this.source = source;
        this.path = path;
        this.tree = tree;
        if (!tree.isObject()) {
            throw new ScenarioException(source + ": " + at("") + "must be an object {…}");
        }
    }

    interface Reader<T> {
        T read(Fields fields) throws ScenarioException;
    }

    private String at(String field) {
        String whole = path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
        return whole.isEmpty() ? "it " : whole + " ";
    }

    ScenarioException wrong(String field, String mayBe) {
        String is = has(field) ? "is " + tree.get(field) : "is missing";
        return new ScenarioException(source + ": " + at(field) + is + ", must be " + mayBe);
    }

    void only(Set<String> known) throws ScenarioException {
        for (String name : tree.propertyNames()) {
            if (!known.contains(name)) {
                throw new ScenarioException(
                        source
                                + ": "
                                + at(name)
                                + "is unknown; there are "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    boolean has(String field) {
        return tree.has(field);
    }

    Fields child(String field, Set<String> known) throws ScenarioException {
        JsonNode node = has(field) ? tree.get(field) : JsonNodeFactory.instance.objectNode();
        return new Fields(source, at(field).trim(), node, known);
    }

    String text(String field) throws ScenarioException {
        if (!has(field) || !tree.get(field).isString()) {
            throw wrong(field, "a text");
        }
        return tree.get(field).asString();
    }

    boolean flag(String field, boolean otherwise) throws ScenarioException {
        if (!has(field)) {
            return otherwise;
        }
        if (!tree.get(field).isBoolean()) {
            throw wrong(field, "true or false");
        }
        return tree.get(field).asBoolean();
    }

    int integer(String field, int otherwise, int least, int most) throws ScenarioException {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode node = tree.get(field);
        if (!node.isInt() || node.asInt() < least || node.asInt() > most) {
            throw wrong(field, "a whole number from " + least + " to " + most);
        }
        return node.asInt();
    }

    double number(String field, double otherwise, double least, double most)
            throws ScenarioException {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode node = tree.get(field);
        if (!node.isNumber() || node.asDouble() < least || node.asDouble() > most) {
            throw wrong(field, "a number from " + least + " to " + most);
        }
        return node.asDouble();
    }

    /** Ascending, one to three of them. */
    List<Integer> integers(String field, List<Integer> otherwise, int least, int most)
            throws ScenarioException {
        if (!has(field)) {
            return otherwise;
        }
        List<Integer> values = new ArrayList<>();
        int before = least - 1;
        for (JsonNode node : tree.get(field)) {
            if (!node.isInt() || node.asInt() <= before || node.asInt() > most) {
                values.clear();
                break;
            }
            before = node.asInt();
            values.add(before);
        }
        if (values.isEmpty() || values.size() > 3) {
            throw wrong(field, "1 to 3 ascending numbers from " + least + " to " + most);
        }
        return values;
    }

    <T> List<T> list(String field, Reader<T> reader) throws ScenarioException {
        if (!has(field) || !tree.get(field).isArray()) {
            throw wrong(field, "a list […]");
        }
        List<T> values = new ArrayList<>();
        for (JsonNode node : tree.get(field)) {
            String where = at(field).trim() + "[" + values.size() + "]";
            values.add(reader.read(new Fields(source, where, node)));
        }
        return List.copyOf(values);
    }

    <E extends Enum<E>> Set<E> words(String field, Class<E> type) throws ScenarioException {
        Set<E> values = EnumSet.noneOf(type);
        if (!has(field)) {
            return values;
        }
        if (!tree.get(field).isArray()) {
            throw wrong(field, "a list of " + wordsOf(type));
        }
        for (JsonNode node : tree.get(field)) {
            values.add(constant(field, node, type));
        }
        return values;
    }

    <E extends Enum<E>> E word(String field, E otherwise, Class<E> type) throws ScenarioException {
        return has(field) ? constant(field, tree.get(field), type) : otherwise;
    }

    private <E extends Enum<E>> E constant(String field, JsonNode node, Class<E> type)
            throws ScenarioException {
        for (E value : type.getEnumConstants()) {
            if (node.isString() && wordOf(value).equals(node.asString())) {
                return value;
            }
        }
        throw wrong(field, "of " + wordsOf(type));
    }

    private static String wordOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> String wordsOf(Class<E> type) {
        return String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(Fields::wordOf).toList());
    }
}
