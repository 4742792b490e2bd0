package foyer.signaling.app;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Makes the log what the configuration says; before anything is logged. */
final class Logging {
    private Logging() {}

    /** Warnings alone, on standard error: standard output is the report. */
    static void forDoctor() {
        LogSetup.useForDoctor();
        bridge();
    }

    static void start(LogFormat format) {
        // It may come from the file, which the logger knows nothing of.
        LogSetup.use(format);
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
