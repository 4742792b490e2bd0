package foyer.signaling.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM and SIGINT that come when the process stops already: the JVM itself takes no notice
 * of them. The classes for it are there in every OpenJDK, but not part of Java.
 */
final class LaterSignals {
    private static final Logger LOG = LoggerFactory.getLogger(LaterSignals.class);

    private LaterSignals() {}

    static void hear(Runnable then) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    MethodHandles.lookup()
                            .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                            .bindTo(then);
            Object heard =
                    MethodHandleProxies.asInterfaceInstance(
                            listener, MethodHandles.dropArguments(run, 0, signal));
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, listener)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
            }
        } catch (ReflectiveOperationException otherRuntime) {
            LOG.atInfo()
                    .addKeyValue("reason", otherRuntime.toString())
                    .log("A second signal will not hurry the stop");
        }
    }
}
