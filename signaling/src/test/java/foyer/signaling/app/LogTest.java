package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        log.list.clear();
        Logger logger = (Logger) LoggerFactory.getLogger(LogTest.class);
        logger.atInfo().addKeyValue("room", "the-room").log("Room \"opened\"");
        ILoggingEvent event = log.list.getFirst();
        assertThat(written("text", event))
                .contains("INFO", "LogTest", "Room \"opened\"", "room=\"the-room\"");
        JSONObject line = TestClient.parse(written("json", event));
        assertThat(line.getString("level")).isEqualTo("INFO");
        assertThat(line.getString("formattedMessage")).isEqualTo("Room \"opened\"");
        assertThat(line.getJSONArray("kvpList").getJSONObject(0).getString("room"))
                .isEqualTo("the-room");
    }

    /** The event as the log of the product in this format has it. */
    private static String written(String format, ILoggingEvent event) throws Exception {
        LoggerContext context = new LoggerContext();
        context.putProperty(Logging.FORMAT_PROPERTY, format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src", "main", "resources", "logback.xml").toFile());
        Appender<ILoggingEvent> appender =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(format);
        assertThat(appender).isInstanceOf(OutputStreamAppender.class);
        byte[] line = ((OutputStreamAppender<ILoggingEvent>) appender).getEncoder().encode(event);
        context.stop();
        return new String(line, StandardCharsets.UTF_8);
    }
}
