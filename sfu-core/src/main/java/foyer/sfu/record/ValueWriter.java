package foyer.sfu.record;

import foyer.sfu.api.IceParameters;
import foyer.sfu.router.RouterCommand;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes commands and what they are made of. Texts and records that came before are written as
 * their number: in a room all say much the same. Passwords are left out.
 */
final class ValueWriter {
    private static final String NO_PASSWORD = "left-out-of-the-recording";

    /** A value written before: its number, and how many values it is made of. */
    private record Known(int number, int values) {}

    private final ByteWriter out;
    private final Map<Object, Known> known = new HashMap<>();
    private int values;
    private int openMaps;

    ValueWriter(ByteWriter out) {
        this.out = out;
    }

    /** The value is none that a recording can hold; what was written of it is to be discarded. */
    static final class UnrecordableException extends Exception {
        UnrecordableException(String message) {
            super(message);
        }
    }

    void command(RouterCommand command) throws UnrecordableException {
        values = 0;
        text(command.getClass().getSimpleName());
        components((Record) command, 0);
    }

    void record(Record value) throws UnrecordableException {
        values = 0;
        write(value, 0);
    }

    private void write(@Nullable Object value, int depth) throws UnrecordableException {
        count(1);
        require(depth < Shapes.MAX_DEPTH, "depth", depth);
        switch (value) {
            case null -> out.u8(Tag.NULL);
            case Boolean truth -> out.u8(truth ? Tag.TRUE : Tag.FALSE);
            case Integer number -> out.u8(Tag.INT).zigzag(number);
            case Long number -> out.u8(Tag.LONG).zigzag(number);
            case Double number -> out.u8(Tag.DOUBLE).i64(Double.doubleToRawLongBits(number));
            case String text -> text(text);
            case Enum<?> constant -> {
                require(openMaps == 0, "enum in a map", openMaps);
                out.u8(Tag.ENUM);
                text(constant.name());
            }
            case IceParameters p ->
                    whole(new IceParameters(p.usernameFragment(), NO_PASSWORD, p.iceLite()), depth);
            case Record record -> whole(record, depth);
            case List<?> list -> {
                require(list.size() <= Shapes.MAX_ELEMENTS, "list", list.size());
                out.u8(Tag.LIST).varint(list.size());
                for (Object element : list) {
                    write(element, depth + 1);
                }
            }
            case Map<?, ?> map -> map(map, depth);
            default -> throw new UnrecordableException("type: " + value.getClass());
        }
    }

    private void map(Map<?, ?> map, int depth) throws UnrecordableException {
        require(map.size() <= Shapes.MAX_ELEMENTS, "map", map.size());
        // In order of keys: the order of immutable maps changes with each process.
        Map<String, Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new UnrecordableException("key: " + entry.getKey());
            }
            sorted.put(key, entry.getValue());
        }
        out.u8(Tag.MAP).varint(sorted.size());
        openMaps++;
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            text(entry.getKey());
            write(entry.getValue(), depth + 1);
        }
        openMaps--;
    }

    private void text(String text) throws UnrecordableException {
        if (again(text)) {
            return;
        }
        require(text.length() <= Shapes.MAX_CHARS, "text", text.length());
        out.u8(Tag.TEXT).varint(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.varint(text.charAt(i));
        }
        known.put(text, new Known(known.size(), 1));
    }

    private void whole(Record record, int depth) throws UnrecordableException {
        // The reader knows no types there.
        require(openMaps == 0, "record in a map", openMaps);
        if (again(record)) {
            return;
        }
        int before = values;
        out.u8(Tag.RECORD);
        components(record, depth);
        known.put(record, new Known(known.size(), values - before));
    }

    private boolean again(Object value) throws UnrecordableException {
        Known before = known.get(value);
        if (before == null) {
            return false;
        }
        count(before.values());
        out.u8(Tag.AGAIN).varint(before.number());
        return true;
    }

    private void components(Record record, int depth) throws UnrecordableException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                write(component.getAccessor().invoke(record), depth + 1);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("record: " + record.getClass(), e);
            }
        }
    }

    /** Counts a value as often as it is meant: a small file must not stand for endless work. */
    private void count(int more) throws UnrecordableException {
        values += more;
        require(values <= Shapes.MAX_VALUES, "values", values);
    }

    private static void require(boolean holds, String what, int value)
            throws UnrecordableException {
        if (!holds) {
            throw new UnrecordableException(what + ": " + value);
        }
    }
}
