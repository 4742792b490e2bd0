package foyer.signaling.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import org.slf4j.LoggerFactory;

/**
 * What the log is, in code: to read the same from XML takes a good part of the start. Logback finds
 * this by {@code META-INF/services}. A file named by {@code -Dlogback.configurationFile}, and that
 * of the tests, come first.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FILE_PROPERTY = "logback.configurationFile";
    private static final String TEST_FILE = "/logback-test.xml";

    /** Where a context has the mark that it is ours. */
    private static final String MARK = LogSetup.class.getName();

    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} ";
    private static final String LINE = "%-5level %logger{0} \"%msg\" %kvp%n";

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (System.getProperty(FILE_PROPERTY) != null
                || LogSetup.class.getResource(TEST_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // Libraries ask for a log before the configuration is read.
        set(logs, LogFormat.TEXT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Writes in this format from now on, if the log is ours. */
    static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            use(logs, format);
        }
    }

    static void use(LoggerContext logs, LogFormat format) {
        if (logs.getObject(MARK) instanceof LogFormat before && before != format) {
            set(logs, format);
        }
    }

    /** Warnings alone, on standard error: standard output is the doctor's report. */
    static void useForDoctor() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs
                && logs.getObject(MARK) != null) {
            begin(logs);
            write(logs, ConsoleTarget.SystemErr, pattern(logs, LINE), Level.WARN);
        }
    }

    static void set(LoggerContext logs, LogFormat format) {
        begin(logs);
        // It logs whole payloads, tokens included, when something is wrong with them.
        logs.getLogger("com.corundumstudio.socketio").setLevel(Level.OFF);
        logs.getLogger("io.netty").setLevel(Level.WARN);
        logs.getLogger("org.jitsi").setLevel(Level.WARN);
        Encoder<ILoggingEvent> encoder =
                switch (format) {
                    case TEXT -> pattern(logs, TIME + LINE);
                    case JSON -> json(logs);
                };
        write(logs, ConsoleTarget.SystemOut, encoder, Level.INFO);
        logs.putObject(MARK, format);
    }

    private static void begin(LoggerContext logs) {
        logs.reset();
        logs.getStatusManager().add(new NopStatusListener());
        LevelChangePropagator levels = new LevelChangePropagator();
        levels.setContext(logs);
        levels.start();
        logs.addListener(levels);
    }

    private static void write(
            LoggerContext logs, ConsoleTarget target, Encoder<ILoggingEvent> encoder, Level level) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logs);
        appender.setTarget(target.getName());
        appender.setEncoder(encoder);
        appender.start();
        Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> pattern(LoggerContext logs, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext logs) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(logs);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
