package foyer.sfu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Time, chance and exits are arguments below the engine: no clock, thread, lock, socket, file or
 * log there. A {@code synchronized} block cannot be seen in what ArchUnit reads; methods can.
 */
final class ExitRules {
    /** A package that may do more, and why. */
    record Leave(String packageName, String what, String reason) {
        String violation() {
            return packageName + " may not use " + what;
        }
    }

    /** All there are. */
    static final List<Leave> LEAVES =
            List.of(
                    new Leave(
                            "dtls",
                            "java.util.concurrent.Executor",
                            "the handshake blocks: it runs on an executor that it is given"),
                    new Leave(
                            "dtls",
                            "java.util.concurrent.BlockingQueue",
                            "datagrams pass from the loop to the handshake's thread"),
                    new Leave(
                            "dtls",
                            "java.util.concurrent.ArrayBlockingQueue",
                            "the same, with a bound"),
                    new Leave(
                            "dtls",
                            "java.util.concurrent.atomic.AtomicBoolean",
                            "the loop asks for a reader, who may just be ending"),
                    new Leave(
                            "dtls", "volatile", "closing is said on the loop, read by the thread"));

    private static final Set<String> TYPES =
            Set.of(
                    "java.lang.Thread",
                    "java.lang.ThreadLocal",
                    "java.lang.Runtime",
                    "java.lang.ProcessBuilder",
                    "java.lang.System$Logger",
                    "java.time.Clock",
                    "java.util.Timer",
                    "java.io.Console",
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.PrintStream",
                    "java.io.RandomAccessFile");

    private static final Set<String> PACKAGES =
            Set.of(
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "java.net",
                    "java.net.http",
                    "java.nio.channels",
                    "java.nio.file",
                    "java.util.logging",
                    "org.slf4j");

    /** Values and failures out of those packages: they do nothing. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "java.util.concurrent.TimeUnit",
                    "java.net.InetAddress",
                    "java.net.Inet4Address",
                    "java.net.Inet6Address",
                    "java.net.InetSocketAddress",
                    "java.net.UnknownHostException");

    private static final Set<String> CALLS =
            Set.of(
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Object.wait",
                    "java.lang.Object.notifyAll",
                    "java.lang.Math.random",
                    "java.util.UUID.randomUUID",
                    "java.security.SecureRandom.<init>",
                    // These ask a name server.
                    "java.net.InetAddress.getByName",
                    "java.net.InetAddress.getAllByName",
                    "java.net.InetAddress.getLocalHost",
                    "java.net.InetAddress.getHostName",
                    "java.net.InetSocketAddress.getHostName");

    private ExitRules() {}

    static ArchRule noExitsBelowTheEngine(String root, List<Leave> leaves) {
        return classes()
                .that()
                .resideInAPackage(root + ".*..")
                .and()
                .resideOutsideOfPackage(root + ".engine..")
                .should(
                        LayerRules.condition(
                                "take time, chance and exits as arguments",
                                (from, found) -> check(root, leaves, from, found)));
    }

    private static void check(
            String root, List<Leave> leaves, JavaClass from, Consumer<String> found) {
        String name = LayerRules.packageBelow(root, from);
        Consumer<String> unlessAllowed =
                what -> {
                    String violation = name + " may not use " + what;
                    if (leaves.stream().noneMatch(leave -> leave.violation().equals(violation))) {
                        found.accept(violation);
                    }
                };
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            boolean forbidden =
                    TYPES.contains(target.getName()) || PACKAGES.contains(target.getPackageName());
            if (forbidden && !HARMLESS.contains(target.getName())) {
                unlessAllowed.accept(target.getName());
            }
        }
        for (JavaAccess<?> access : from.getAccessesFromSelf()) {
            String called = access.getTargetOwner().getName() + "." + access.getTarget().getName();
            boolean reads = called.startsWith("java.time.") && called.endsWith(".now");
            if (CALLS.contains(called) || reads) {
                unlessAllowed.accept(called);
            }
        }
        for (JavaField field : from.getFields()) {
            if (field.getModifiers().contains(JavaModifier.VOLATILE)) {
                unlessAllowed.accept("volatile");
            }
        }
        for (JavaMethod method : from.getMethods()) {
            if (method.getModifiers().contains(JavaModifier.SYNCHRONIZED)) {
                unlessAllowed.accept("synchronized");
            }
        }
    }
}
