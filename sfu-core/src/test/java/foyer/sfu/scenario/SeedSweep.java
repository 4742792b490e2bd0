package foyer.sfu.scenario;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plays scenarios with many seeds, by hand: the names of test classes (or of single tests, {@code
 * CongestionTest.lossInBursts}), then the first seed and how many.
 */
final class SeedSweep {
    private int failures;

    private SeedSweep() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        SeedSweep sweep = new SeedSweep();
        int first = Integer.parseInt(arguments[arguments.length - 2]);
        int count = Integer.parseInt(arguments[arguments.length - 1]);
        for (int i = 0; i < arguments.length - 2; i++) {
            for (int seed = first; seed < first + count; seed++) {
                System.setProperty("foyer.seed", String.valueOf(seed));
                sweep.play(arguments[i]);
            }
        }
        System.out.println(sweep.failures + " failed");
        System.exit(sweep.failures == 0 ? 0 : 1);
    }

    private void play(String name) throws ReflectiveOperationException {
        int dot = name.indexOf('.');
        String className = dot < 0 ? name : name.substring(0, dot);
        Class<?> tests = Class.forName(SeedSweep.class.getPackageName() + "." + className);
        Constructor<?> constructor = tests.getDeclaredConstructor();
        for (Method test : tests.getDeclaredMethods()) {
            if (dot < 0 || test.getName().equals(name.substring(dot + 1))) {
                for (List<Object> values : values(test)) {
                    play(constructor.newInstance(), test, values);
                }
            }
        }
    }

    /** What the test is called with; nothing for a method that is none. */
    private static List<List<Object>> values(Method test) throws ReflectiveOperationException {
        if (test.isAnnotationPresent(Test.class)) {
            return List.of(List.of());
        }
        if (!test.isAnnotationPresent(ParameterizedTest.class)) {
            return List.of();
        }
        ValueSource numbers = test.getAnnotation(ValueSource.class);
        if (numbers != null) {
            return IntStream.of(numbers.ints()).mapToObj(List::<Object>of).toList();
        }
        EnumSource constants = test.getAnnotation(EnumSource.class);
        if (constants != null) {
            return constants(test.getParameterTypes()[0], constants);
        }
        return called(test);
    }

    /** All constants, or those named, or those not named. */
    private static List<List<Object>> constants(Class<?> type, EnumSource source) {
        Set<String> names = Set.of(source.names());
        boolean excludes = source.mode() == EnumSource.Mode.EXCLUDE;
        List<List<Object>> all = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            boolean named = names.contains(constant.toString());
            if (names.isEmpty() || named != excludes) {
                all.add(List.of(constant));
            }
        }
        return all;
    }

    /** What a method of the test's class gives. */
    private static List<List<Object>> called(Method test) throws ReflectiveOperationException {
        MethodSource source = test.getAnnotation(MethodSource.class);
        List<List<Object>> all = new ArrayList<>();
        if (source != null) {
            Method gives = test.getDeclaringClass().getDeclaredMethod(source.value()[0]);
            for (Object arguments : (List<?>) gives.invoke(null)) {
                all.add(List.of(((Arguments) arguments).get()));
            }
        }
        return all;
    }

    private void play(Object instance, Method test, List<Object> values)
            throws ReflectiveOperationException {
        String named = "seed " + System.getProperty("foyer.seed") + " " + test.getName() + values;
        try {
            test.invoke(instance, values.toArray());
            System.out.println("good: " + named);
        } catch (InvocationTargetException e) {
            failures++;
            System.out.println("FAILED: " + named + ": " + e.getCause());
        }
    }
}
