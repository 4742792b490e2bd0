package foyer.signaling.app;

import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Makes the log what the configuration says; before anything is logged. */
final class Logging {
    /** What {@code logback.xml} chooses the appender by. */
    static final String FORMAT_PROPERTY = Key.FOYER_LOG_FORMAT.name();

    private Logging() {}

    /** Warnings alone, on standard error: standard output is the report. */
    static void forDoctor() {
        System.setProperty("logback.configurationFile", "logback-doctor.xml");
        bridge();
    }

    static void start(LogFormat format) {
        // The value may come from the file, which the logger knows nothing of.
        System.setProperty(FORMAT_PROPERTY, format.name().toLowerCase(Locale.ROOT));
        bridge();
    }

    private static void bridge() {
        // jitsi-srtp logs by java.util.logging, past all that is set here.
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }
}
