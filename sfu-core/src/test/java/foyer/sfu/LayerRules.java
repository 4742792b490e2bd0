package foyer.sfu;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** Which package may use which, and which package has which library. */
final class LayerRules {
    /** Bytes and values: for everybody, and using nobody. */
    static final Set<String> COMMON = Set.of("api", "wire");

    /** What each package may use besides {@link #COMMON}. */
    static final Map<String, Set<String>> TABLE =
            Map.ofEntries(
                    Map.entry("api", Set.of()),
                    Map.entry("wire", Set.of()),
                    Map.entry("ortc", Set.of()),
                    Map.entry("rtp", Set.of()),
                    Map.entry("rtcp", Set.of()),
                    Map.entry("codec", Set.of()),
                    Map.entry("ice", Set.of()),
                    Map.entry("turn", Set.of()),
                    Map.entry("srtp", Set.of()),
                    Map.entry("dtls", Set.of()),
                    Map.entry("stream", Set.of("rtp", "rtcp")),
                    Map.entry("bwe", Set.of("rtcp")),
                    Map.entry("transport", Set.of("ice", "srtp", "bwe", "rtp")),
                    Map.entry("forward", Set.of("stream", "codec", "rtp", "rtcp")),
                    Map.entry(
                            "router",
                            Set.of(
                                    "transport",
                                    "srtp",
                                    "forward",
                                    "stream",
                                    "bwe",
                                    "codec",
                                    "ortc",
                                    "rtp",
                                    "rtcp")),
                    Map.entry("record", Set.of("router", "codec", "rtp")),
                    Map.entry(
                            "engine",
                            Set.of("record", "router", "dtls", "srtp", "ice", "ortc", "turn")));

    /** The packages that alone use what begins with the name; a protocol library has one. */
    static final Map<String, Set<String>> LIBRARIES =
            Map.of(
                    "org.bouncycastle.", Set.of("dtls"),
                    "org.jitsi.srtp.", Set.of("srtp"),
                    "org.ice4j.", Set.of("ice"),
                    "io.netty.", Set.of("engine"),
                    "org.slf4j.", Set.of("engine"));

    /** What no package needs leave for. */
    private static final Set<String> FREE = Set.of("java.", "javax.crypto.", "org.jspecify.");

    private LayerRules() {}

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** Every package is in the table and keeps to it. */
    static ArchRule keepsToTheTable(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".*..")
                .should(
                        condition(
                                "keep to the layer table",
                                (from, found) -> {
                                    String name = packageBelow(root, from);
                                    Set<String> allowed = TABLE.get(name);
                                    if (allowed == null) {
                                        found.accept(name + " is not in the layer table");
                                        return;
                                    }
                                    for (Dependency dependency :
                                            from.getDirectDependenciesFromSelf()) {
                                        String target =
                                                packageBelow(root, dependency.getTargetClass());
                                        if (target.isEmpty()
                                                || target.equals(name)
                                                || allowed.contains(target)) {
                                            continue;
                                        }
                                        boolean common =
                                                COMMON.contains(target) && !COMMON.contains(name);
                                        if (!common) {
                                            found.accept(
                                                    name
                                                            + " may not use "
                                                            + target
                                                            + said(dependency));
                                        }
                                    }
                                }));
    }

    /** One package for each library, and no library that nobody decided on. */
    static ArchRule oneHomeForEachLibrary(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".*..")
                .should(
                        condition(
                                "use only their own libraries",
                                (from, found) -> {
                                    String name = packageBelow(root, from);
                                    for (Dependency dependency :
                                            from.getDirectDependenciesFromSelf()) {
                                        JavaClass target =
                                                dependency.getTargetClass().getBaseComponentType();
                                        boolean own = target.isPrimitive() || isBelow(root, target);
                                        if (!own && !mayUse(name, target.getName())) {
                                            found.accept(
                                                    name
                                                            + " may not use "
                                                            + target.getName()
                                                            + said(dependency));
                                        }
                                    }
                                }));
    }

    private static boolean mayUse(String name, String target) {
        return FREE.stream().anyMatch(target::startsWith)
                || LIBRARIES.entrySet().stream()
                        .anyMatch(library ->
                                target.startsWith(library.getKey())
                                        && library.getValue().contains(name));
    }

    static ArchRule nullMarkedPackages(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should(
                        condition(
                                "be in a @NullMarked package",
                                (from, found) -> {
                                    if (!from.getPackage().isAnnotatedWith(NullMarked.class)) {
                                        found.accept("no @NullMarked package-info");
                                    }
                                }));
    }

    static boolean isBelow(String root, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    /** The first name under the root; empty for what is elsewhere. */
    static String packageBelow(String root, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static String said(Dependency dependency) {
        return " (" + dependency.getDescription() + ")";
    }

    /** A condition that says what it finds in a class. */
    static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(
                        type, reason -> events.add(violated(type, type.getName() + ": " + reason)));
            }
        };
    }
}
