package foyer.sfu.record;

import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.router.RouterCommand;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types that a recording's values may have: what commands and capabilities are made of, and
 * nothing else. A file can name none but these.
 */
final class Shapes {
    /** Deeper nesting, more elements or more values in one command are no sensible parameters. */
    static final int MAX_DEPTH = 24;

    static final int MAX_ELEMENTS = 4096;
    static final int MAX_VALUES = 65_536;
    static final int MAX_CHARS = 16_384;

    private static final Map<String, Class<?>> COMMANDS = commands();

    /** Tells the shapes of one build from those of another. */
    static final long FINGERPRINT = fingerprint();

    private Shapes() {}

    /** The command of this name, or null. */
    static @Nullable Class<?> command(String name) {
        return COMMANDS.get(name);
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        for (Class<?> command : RouterCommand.class.getPermittedSubclasses()) {
            commands.put(command.getSimpleName(), command);
        }
        return commands;
    }

    private static long fingerprint() {
        Map<Type, String> seen = new LinkedHashMap<>();
        describe(RtpCapabilities.class, seen);
        COMMANDS.values().forEach(command -> describe(command, seen));
        // FNV-1a, 64 bits (Fowler, Noll, Vo): draft-eastlake-fnv-17 2
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (char c : String.join("\n", seen.values()).toCharArray()) {
            hash = (hash ^ c) * 0x100_0000_01b3L;
        }
        return hash;
    }

    private static void describe(Type type, Map<Type, String> seen) {
        if (seen.containsKey(type)) {
            return;
        }
        switch (type) {
            case ParameterizedType generic -> {
                seen.put(type, generic.getTypeName());
                Arrays.stream(generic.getActualTypeArguments()).forEach(t -> describe(t, seen));
            }
            case Class<?> known when known.isRecord() -> {
                RecordComponent[] components = known.getRecordComponents();
                seen.put(type, known.getName() + Arrays.toString(components));
                Arrays.stream(components).forEach(c -> describe(c.getGenericType(), seen));
            }
            case Class<?> known when known.isEnum() ->
                    seen.put(type, known.getName() + Arrays.toString(known.getEnumConstants()));
            default -> seen.put(type, type.getTypeName());
        }
    }
}
