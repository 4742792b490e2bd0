package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, on this machine, with and without a server that runs. */
class DoctorTest {
    @TempDir private Path directory = Path.of("");

    @BeforeEach
    void makePages() throws IOException {
        Files.writeString(directory.resolve("index.html"), "<!doctype html>");
    }

    /** What the command says of a setup, and with which exit code. */
    private record Visit(int code, String text) {
        /** Of one check, each as {@code severity: found}. */
        List<String> of(String check) throws Exception {
            JSONArray findings = TestClient.parse(text).getJSONArray("findings");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < findings.length(); i++) {
                JSONObject finding = findings.getJSONObject(i);
                if (finding.getString("check").equals(check)) {
                    lines.add(finding.getString("severity") + ": " + finding.getString("found"));
                }
            }
            return lines;
        }
    }

    private Visit visit(List<String> words, Map<String, String> keys) {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "FOYER_CLIENT_DIR", directory.toString(),
                                "FOYER_LOOPS", "1",
                                "FOYER_TURN", "off",
                                "FOYER_ANNOUNCED_ADDRESS", "127.0.0.1"));
        environment.putAll(keys);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                DoctorCommand.run(
                        words,
                        environment,
                        directory,
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Visit(code, out.toString(StandardCharsets.UTF_8));
    }

    private Visit visit(String... keysAndValues) {
        Map<String, String> keys = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return visit(List.of("--json"), keys);
    }

    private static String port(LiveServer server) {
        return String.valueOf(URI.create(server.url()).getPort());
    }

    /** One that nobody has, for TCP and UDP, as far as one can know. */
    private static String freePort() throws IOException {
        for (int port = 19_999; port > 10_000; port--) {
            try (ServerSocket tcp = new ServerSocket(port);
                    DatagramSocket udp = new DatagramSocket(port)) {
                return String.valueOf(Math.min(tcp.getLocalPort(), udp.getLocalPort()));
            } catch (IOException taken) {
                // The next one.
            }
        }
        throw new IOException("no free port");
    }

    @Test
    void saysThatOthersCanReadASecretAndMakesNone() throws Exception {
        Path data = directory.resolve("kept");
        visit("FOYER_DATA_DIR", data.toString(), "FOYER_PORT", freePort());
        assertThat(data).doesNotExist();
        Files.createDirectory(
                data,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path secret = Files.writeString(data.resolve(Secrets.TURN_FILE), "x".repeat(40));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Visit visit = visit("FOYER_DATA_DIR", data.toString());
        assertThat(visit.of("configuration"))
                .singleElement()
                .asString()
                .startsWith("problem: ")
                .contains(secret.toString(), "chmod 600");
        assertThat(visit.code).isEqualTo(1);
    }

    @Test
    void countsThePeopleThatTheRoomsHold() throws Exception {
        Visit visit =
                visit(
                        "FOYER_PORT", freePort(),
                        "FOYER_MAX_ROOMS", "100000",
                        "FOYER_MAX_USERS_PER_ROOM", "1000");
        assertThat(visit.of("open files"))
                .singleElement()
                .asString()
                .startsWith("warning: ")
                .contains("but 100000000 people");
    }

    @Test
    void asksTheServerThatRunsForItsWays() throws Exception {
        try (LiveServer server = LiveServer.start()) {
            Visit visit = visit("FOYER_PORT", port(server), "FOYER_RTC_PORT", "" + server.rtcPort);
            assertThat(visit.of("server")).singleElement().asString().contains("runs and answers");
            assertThat(visit.of("media ports"))
                    .containsExactly(
                            "ok: UDP %d: answered at 127.0.0.1, tried from this machine."
                                    .formatted(server.rtcPort),
                            "ok: TCP %d: answered at 127.0.0.1, tried from this machine."
                                    .formatted(server.rtcPort));
            assertThat(visit.of("announced address"))
                    .containsExactly("advice: Only browsers on this machine reach 127.0.0.1.");
            assertThat(visit.of("DNS")).singleElement().asString().startsWith("advice: Pages of");
            assertThat(visit.code).isZero();
        }
    }

    @Test
    void looksAtTheSiteOfTheServerThatRuns() throws Exception {
        try (LiveServer server = LiveServer.start()) {
            Visit visit =
                    visit(
                            "FOYER_PORT",
                            port(server),
                            "FOYER_CLIENT_ORIGIN",
                            "http://127.0.0.1:" + port(server));
            assertThat(visit.of("pages")).singleElement().asString().contains("sockets included");
            assertThat(visit.of("announced address"))
                    .containsExactly("advice: Only browsers on this machine reach 127.0.0.1.");
        }
    }

    @Test
    void opensTheMediaPortsItselfWhereNoServerRuns() throws Exception {
        String media = freePort();
        String pages;
        try (ServerSocket once = new ServerSocket(0)) {
            pages = String.valueOf(once.getLocalPort());
        }
        Visit visit = visit("FOYER_PORT", pages, "FOYER_RTC_PORT", media);
        assertThat(visit.of("server")).singleElement().asString().contains("does not run");
        assertThat(visit.of("media ports"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("ok: "));
        try (DatagramSocket again =
                new DatagramSocket(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(media)))) {
            assertThat(again.isBound()).as("the port is given back").isTrue();
        }
    }

    @Test
    void triesThePortThatAllShareAndTheProxyBehindIt() throws Exception {
        String media = freePort();
        int front;
        try (ServerSocket once = new ServerSocket(0)) {
            front = once.getLocalPort();
        }
        Visit visit =
                visit(
                        "FOYER_PORT",
                        media,
                        "FOYER_RTC_PORT",
                        media,
                        "FOYER_FRONT_PORT",
                        "" + front,
                        "FOYER_FRONT_HTTPS",
                        "127.0.0.1:9");
        assertThat(visit.of("media ports"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("ok: "))
                .anySatisfy(line ->
                        assertThat(line).contains("TCP " + media + ", " + front + ": answered"));
        assertThat(visit.of("shared port"))
                .singleElement()
                .asString()
                .startsWith("problem: No proxy speaks TLS at 127.0.0.1:9");
    }

    @Test
    void seesANatThatLeadsNowhere() throws Exception {
        String media = freePort();
        Visit visit =
                visit(
                        "FOYER_PORT",
                        media,
                        "FOYER_RTC_PORT",
                        media,
                        "FOYER_ANNOUNCED_ADDRESS",
                        "127.0.0.1:9");
        assertThat(visit.of("media ports"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("problem: ").contains(" 9 at "));
        assertThat(visit.code).isEqualTo(1);
    }

    @Test
    void seesAMediaPortThatIsTaken() throws Exception {
        String media = freePort();
        try (DatagramSocket taker =
                new DatagramSocket(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(media)))) {
            Visit visit = visit("FOYER_PORT", media, "FOYER_RTC_PORT", media);
            assertThat(taker.isBound()).isTrue();
            assertThat(visit.of("media ports"))
                    .singleElement()
                    .asString()
                    .contains("UDP port " + media + " on 127.0.0.1 cannot be opened")
                    .contains("FOYER_RTC_PORT");
            assertThat(visit.code).isEqualTo(1);
        }
    }

    @Test
    void seesAPageThatIsNotFoyers() throws Exception {
        try (ServerSocket mute = new ServerSocket(0)) {
            Visit visit =
                    visit("FOYER_PORT", "" + mute.getLocalPort(), "FOYER_RTC_PORT", freePort());
            assertThat(visit.of("server"))
                    .singleElement()
                    .asString()
                    .startsWith("problem: Port " + mute.getLocalPort() + " cannot be used");
        }
    }

    @Test
    void saysOfTheConfigurationWhatTheStartSays() throws Exception {
        Visit visit = visit("FOYER_PRT", "3000");
        assertThat(visit.of("configuration"))
                .containsExactly(
                        "problem: FOYER_PRT in the environment is not a key of this version: remove"
                                + " it, or see docs/configuration.md for the keys there are.");
        assertThat(visit.code).isEqualTo(1);
        assertThat(visit(List.of(), Map.of("FOYER_PRT", "3000")).text)
                .startsWith("problem  configuration  FOYER_PRT in the environment")
                .endsWith("1 problem, no warning, no advice.\n");
    }

    @Test
    void knowsItsWords() {
        Visit visit = visit(List.of("--yaml"), Map.of());
        assertThat(visit.code).isEqualTo(2);
        assertThat(visit.text).isEqualTo("doctor takes nothing, or --json.\n");
    }
}
