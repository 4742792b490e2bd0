package foyer.sfu.record;

import static foyer.sfu.record.ByteReader.malformed;

import foyer.sfu.router.RouterCommand;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ValueWriter} wrote. Each value must have the type that its place has in the
 * api, so a file chooses no class and no constructor.
 */
final class ValueReader {
    /** A text or record read before, and how many values it is made of. */
    private record Known(Object value, int values) {}

    private final ByteReader in;
    private final List<Known> known = new ArrayList<>();
    private int values;

    ValueReader(ByteReader in) {
        this.in = in;
    }

    RouterCommand command() throws IOException {
        values = 0;
        String name = text(in.u8());
        Class<?> type = Shapes.command(name);
        if (type == null) {
            throw malformed("command: " + name);
        }
        return (RouterCommand) make(type, 0);
    }

    <T extends Record> T record(Class<T> type) throws IOException {
        values = 0;
        Object value = read(type, 0);
        if (value == null) {
            throw malformed(type.getSimpleName() + ": null");
        }
        return type.cast(value);
    }

    private @Nullable Object read(Type type, int depth) throws IOException {
        count(1);
        if (depth >= Shapes.MAX_DEPTH) {
            throw malformed("depth: " + depth);
        }
        int tag = in.u8();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.FALSE -> checked(type, false);
            case Tag.TRUE -> checked(type, true);
            case Tag.INT -> checked(type, number());
            case Tag.LONG -> checked(type, in.zigzag());
            case Tag.DOUBLE -> checked(type, Double.longBitsToDouble(in.i64()));
            case Tag.TEXT -> checked(type, text(tag));
            case Tag.LIST -> list(type, depth);
            case Tag.MAP -> map(type, depth);
            case Tag.ENUM -> constant(type);
            case Tag.RECORD -> whole(type, depth);
            case Tag.AGAIN -> checked(type, again());
            default -> throw malformed("value: " + tag);
        };
    }

    private Integer number() throws IOException {
        long value = in.zigzag();
        if (value != (int) value) {
            throw malformed("int: " + value);
        }
        return (int) value;
    }

    private String text(int tag) throws IOException {
        if (tag == Tag.AGAIN && again() instanceof String text) {
            return text;
        }
        if (tag != Tag.TEXT) {
            throw malformed("text: " + tag);
        }
        char[] chars = new char[in.count(Math.min(Shapes.MAX_CHARS, in.remaining()), "text")];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) in.count(Character.MAX_VALUE, "character");
        }
        String text = new String(chars);
        known.add(new Known(text, 1));
        return text;
    }

    private Object again() throws IOException {
        Known before = known.get(in.count(known.size() - 1, "reference"));
        count(before.values());
        return before.value();
    }

    private Object list(Type type, int depth) throws IOException {
        Type element = argument(type, List.class, 0);
        int size = in.count(Math.min(Shapes.MAX_ELEMENTS, in.remaining()), "list");
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read(element, depth + 1));
        }
        return list;
    }

    private Object map(Type type, int depth) throws IOException {
        Type value = argument(type, Map.class, 1);
        int size = in.count(Math.min(Shapes.MAX_ELEMENTS, in.remaining()), "map");
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(text(in.u8()), read(value, depth + 1));
        }
        return map;
    }

    private Object constant(Type type) throws IOException {
        String name = text(in.u8());
        if (type instanceof Class<?> known && known.isEnum()) {
            for (Object constant : known.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
        }
        throw malformed(type.getTypeName() + ": " + name);
    }

    private Object whole(Type type, int depth) throws IOException {
        if (!(type instanceof Class<?> shape && shape.isRecord())) {
            throw malformed("a record where there is none: " + type.getTypeName());
        }
        int before = values;
        Object record = make(shape, depth);
        known.add(new Known(record, values - before));
        return record;
    }

    private Object make(Class<?> type, int depth) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = read(components[i].getGenericType(), depth + 1);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // The record's own check said no, or a primitive is missing.
            throw new IOException("not a recording, or a damaged one: " + type.getSimpleName(), e);
        }
    }

    /** What a list or map holds; anywhere parameters are free, more of the same. */
    private static Type argument(Type type, Class<?> raw, int index) throws IOException {
        if (type == Object.class) {
            return Object.class;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == raw) {
            return generic.getActualTypeArguments()[index];
        }
        throw malformed("a " + raw.getSimpleName() + " where there is none: " + type);
    }

    private static Object checked(Type type, Object value) throws IOException {
        // Free parameters are scalars, lists and maps: a record in one could hold itself manifold.
        boolean fits =
                type == Object.class
                        ? !(value instanceof Record)
                        : type instanceof Class<?> known && boxed(known).isInstance(value);
        if (!fits) {
            throw malformed(value.getClass().getSimpleName() + " where there is " + type);
        }
        return value;
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private void count(int more) throws IOException {
        values += more;
        if (values > Shapes.MAX_VALUES) {
            throw malformed("values: " + values);
        }
    }
}
