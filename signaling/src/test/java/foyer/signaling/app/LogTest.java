package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is written into the log, and what never is. */
class LogTest {
    private static final String ADDRESS = "203.0.113.77";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private @Nullable Level before;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    private static TestClient client(TestServer server) {
        return new TestClient(
                server.url(), Map.of("X-Forwarded-For", List.of(ADDRESS)), "websocket");
    }

    private static JSONObject secrets(String userId) {
        return json(
                "roomId",
                "the-room",
                "name",
                "Name of " + userId,
                "participantId",
                userId,
                "sessionToken",
                "TOKEN-of-" + userId);
    }

    /** Everything a meeting has, and what goes wrong in it. */
    private static String scenario() throws Exception {
        String hostKey;
        try (TestServer server = new TestServer("*")) {
            TestClient ann = client(server);
            TestClient bob = client(server);
            hostKey = ann.request("join-room", secrets("ann")).getString("hostKey");
            bob.request("join-room", secrets("bob"));
            JSONObject bobInTheRoom = json("roomId", "the-room", "userId", "bob");
            ann.request("approve-join", bobInTheRoom);
            bob.next("join-approved");
            ann.request("send-chat-message", json("roomId", "the-room", "message", "MESSAGE"));
            ann.request("send-private-message", bobInTheRoom.put("message", "PRIVATE MESSAGE"));
            String invite =
                    ann.request("create-invite", json("roomId", "the-room")).getString("token");
            TestClient thief = client(server);
            thief.request("join-room", secrets("ann").put("sessionToken", "TOKEN-guessed"));
            thief.request("join-room", secrets("cid").put("invite", "TOKEN-guessed"));
            thief.request("join-room", secrets("cid").put("hostKey", "TOKEN-guessed"));
            for (Object payload :
                    new Object[] {"TOKEN ", 7, secrets("x").put("roomId", "TOKEN ../"), ""}) {
                for (String event : List.of("join-room", "produce", "send-chat-message", "TOKEN")) {
                    bob.acknowledged(event, payload);
                }
            }
            bob.vanish();
            ann.request("end-meeting", json("roomId", "the-room"));
            return hostKey + "|" + invite;
        }
    }

    @Test
    void hasNoTokenNameAddressOrMessageInIt() throws Exception {
        String[] made = scenario().split("\\|", -1);
        assertThat(log.list).as("the meeting is told").isNotEmpty();
        assertThat(log.list).anyMatch(event -> text(event).contains("the-room"));
        for (ILoggingEvent event : log.list) {
            assertThat(text(event))
                    .doesNotContain("TOKEN", "Name of", "MESSAGE", ADDRESS, "127.0.0.1")
                    .doesNotContain(made);
        }
    }

    private static String text(ILoggingEvent event) {
        return event.getLoggerName()
                + event.getFormattedMessage()
                + event.getKeyValuePairs()
                + event.getThrowableProxy();
    }

    @Test
    void isWrittenForPeopleOrForMachines() throws Exception {
        ILoggingEvent event = event();
        assertThat(written(LogFormat.TEXT, event))
                .matches("\\d{4}-.*T.* INFO +LogTest \"Room \"opened\"\" room=\"the-room\"\\R");
        JSONObject line = TestClient.parse(written(LogFormat.JSON, event));
        assertThat(line.getString("level")).isEqualTo("INFO");
        assertThat(line.getString("formattedMessage")).isEqualTo("Room \"opened\"");
        assertThat(line.getJSONArray("kvpList").getJSONObject(0).getString("room"))
                .isEqualTo("the-room");
        for (String leftOut : List.of("sequenceNumber", "nanoseconds", "context", "mdc")) {
            assertThat(line.has(leftOut)).as(leftOut).isFalse();
        }
    }

    /** The file is read after the first library has asked for a log. */
    @Test
    void isWrittenAsTheConfigurationSaysThoughItBeganOtherwise() throws Exception {
        LoggerContext logs = new LoggerContext();
        LogSetup.set(logs, LogFormat.TEXT);
        LogSetup.use(logs, LogFormat.JSON);
        assertThat(written(logs, event())).startsWith("{");
        logs.stop();
    }

    @Test
    void isLeftAloneWhereSomebodyElseSetItUp() {
        LoggerContext logs = new LoggerContext();
        LogSetup.use(logs, LogFormat.JSON);
        assertThat(logs.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().hasNext())
                .isFalse();
        logs.stop();
    }

    @Test
    void keepsLibrariesQuietInBothFormats() {
        for (LogFormat format : LogFormat.values()) {
            LoggerContext logs = new LoggerContext();
            LogSetup.set(logs, format);
            assertThat(logs.getLogger("com.corundumstudio.socketio.Any").isErrorEnabled())
                    .isFalse();
            assertThat(logs.getLogger("io.netty.Any").isInfoEnabled()).isFalse();
            assertThat(logs.getLogger("foyer.Any").isInfoEnabled()).isTrue();
            logs.stop();
        }
    }

    private ILoggingEvent event() {
        log.list.clear();
        Logger logger = (Logger) LoggerFactory.getLogger(LogTest.class);
        logger.atInfo().addKeyValue("room", "the-room").log("Room \"opened\"");
        return log.list.getFirst();
    }

    /** The event as the log of the product in this format has it. */
    private static String written(LogFormat format, ILoggingEvent event) {
        LoggerContext logs = new LoggerContext();
        LogSetup.set(logs, format);
        String line = written(logs, event);
        logs.stop();
        return line;
    }

    /** What the only appender there is writes. */
    private static String written(LoggerContext logs, ILoggingEvent event) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        logs.getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appenders::add);
        assertThat(appenders).singleElement().isInstanceOf(OutputStreamAppender.class);
        var appender = (OutputStreamAppender<ILoggingEvent>) appenders.getFirst();
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
