package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.SrtpCipher;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.signaling.address.AddressRange;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.session.AddressLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final TurnWays TURN =
            new TurnWays(new TurnWays.OwnServer(3_478, "", null), List.of(), Duration.ofHours(12));

    @TempDir private Path directory = Path.of("");

    private Configuration read(String... keysAndValues) {
        return ConfigurationReader.read(environment(keysAndValues), directory);
    }

    private static Map<String, String> environment(String... keysAndValues) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return environment;
    }

    @Test
    void hasADefaultForEverything() {
        Configuration configuration = read();
        assertThat(configuration.listening().port()).isEqualTo(3_000);
        assertThat(configuration.rtc())
                .isEqualTo(
                        new RtcWays(
                                40_000,
                                RtcPorts.ONE_PER_LOOP,
                                WebRtcTransportOptions.ALL,
                                SrtpCipher.AUTO,
                                TURN,
                                null));
        assertThat(configuration.loops()).isPositive();
        assertThat(configuration.listening()).isEqualTo(new Listening(null, 3_000, List.of()));
        assertThat(configuration.capacity())
                .isEqualTo(new Capacity(100, Integer.MAX_VALUE, 16, 50, 85, 1_500));
        assertThat(configuration.drainSeconds()).isZero();
        assertThat(configuration.secrets())
                .isEqualTo(new Secrets.Given(directory.resolve("data"), null, null));
        assertThat(configuration.clientOrigin()).isEqualTo("*");
        assertThat(configuration.announcedAddresses()).isEmpty();
        assertThat(configuration.clientDirectory()).isEqualTo(directory.resolve("client-web/dist"));
    }

    @Test
    void readsTheWaysToMedia() {
        assertThat(
                        read(
                                        "FOYER_RTC_PORT",
                                        "65535",
                                        "FOYER_LOOPS",
                                        "8",
                                        "FOYER_RTC_SINGLE_PORT",
                                        "on",
                                        "FOYER_RTC_TCP",
                                        "off")
                                .rtc())
                .isEqualTo(
                        new RtcWays(
                                65_535,
                                RtcPorts.ONE_IN_ALL,
                                new WebRtcTransportOptions(true, false),
                                SrtpCipher.AUTO,
                                TURN,
                                null));
        assertThat(read("FOYER_RTC_UDP", "off").rtc().ways())
                .isEqualTo(new WebRtcTransportOptions(false, true));
        assertThatThrownBy(() -> read("FOYER_RTC_UDP", "off", "FOYER_RTC_TCP", "off"))
                .hasMessageContaining("FOYER_RTC_UDP")
                .hasMessageContaining("FOYER_RTC_TCP");
    }

    @Test
    void readsThePortThatAllShare() {
        assertThat(read("FOYER_FRONT_PORT", "443", "FOYER_FRONT_HTTPS", "caddy:8443").rtc().front())
                .isEqualTo(new FrontWays(443, "caddy", 8_443));
        assertThat(read("FOYER_FRONT_PORT", "443", "FOYER_FRONT_HTTPS", "[::1]:443").rtc().front())
                .isEqualTo(new FrontWays(443, "[::1]", 443));
        assertThatThrownBy(() -> read("FOYER_FRONT_PORT", "443"))
                .hasMessageContaining("FOYER_FRONT_HTTPS is \"\"");
        assertThatThrownBy(() -> read("FOYER_FRONT_HTTPS", "caddy:443"))
                .hasMessageContaining("FOYER_FRONT_PORT is \"\"");
        for (String wrong : new String[] {"caddy", "caddy:0", "caddy:65536", "https://caddy:443"}) {
            assertThatThrownBy(() -> read("FOYER_FRONT_PORT", "443", "FOYER_FRONT_HTTPS", wrong))
                    .hasMessageContaining("FOYER_FRONT_HTTPS");
        }
    }

    @Test
    void readsWhoseCiphersProtectMedia() {
        assertThat(read().rtc().srtpCipher()).isEqualTo(SrtpCipher.AUTO);
        assertThat(read("FOYER_SRTP_CIPHER", "native").rtc().srtpCipher())
                .isEqualTo(SrtpCipher.NATIVE);
        assertThatThrownBy(() -> read("FOYER_SRTP_CIPHER", "fast"))
                .hasMessageContaining("FOYER_SRTP_CIPHER")
                .hasMessageContaining("auto, native, jdk, base");
    }

    @Test
    void readsAddressesWithAndWithoutPorts() {
        assertThat(
                        read(
                                        "FOYER_ANNOUNCED_ADDRESS",
                                        "203.0.113.5, 203.0.113.6:50000, 2001:db8::5,"
                                                + " [2001:db8::6]:50000, [2001:db8::7],"
                                                + " media.example.org:50000")
                                .announcedAddresses())
                .containsExactly(
                        new AnnouncedAddress("203.0.113.5", 0),
                        new AnnouncedAddress("203.0.113.6", 50_000),
                        new AnnouncedAddress("2001:db8::5", 0),
                        new AnnouncedAddress("2001:db8::6", 50_000),
                        new AnnouncedAddress("2001:db8::7", 0),
                        new AnnouncedAddress("media.example.org", 50_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FOYER_PORT|x
                    FOYER_PORT|0
                    FOYER_PORT|65536
                    FOYER_PORT|
                    FOYER_RTC_PORT|-1
                    FOYER_RTC_SINGLE_PORT|1
                    FOYER_RTC_TCP|never
                    FOYER_LOOPS|0
                    FOYER_MAX_ROOMS|many
                    FOYER_MAX_USERS_PER_ROOM|1.5
                    FOYER_MAX_USERS|0
                    FOYER_MAX_LOAD|101
                    FOYER_DRAIN_SECONDS|-1
                    FOYER_LISTEN_ADDRESS|meet.example.org
                    FOYER_RTC_LISTEN_ADDRESS|192.0.2.7, media
                    FOYER_RTC_LISTEN_ADDRESS|0.0.0.0
                    FOYER_TURN_SECRET|0123456789abcdef0123456789abcde
                    FOYER_TURN_SECRET|01010101010101010101010101010101
                    FOYER_TURN_SECRET_FILE|missing
                    FOYER_ROOM_SECRET|too-short
                    FOYER_CLIENT_ORIGIN|meet.example.org
                    FOYER_CLIENT_ORIGIN|https://meet.example.org/
                    FOYER_ANNOUNCED_ADDRESS|203.0.113.5:x
                    FOYER_ANNOUNCED_ADDRESS|203.0.113.5:70000
                    FOYER_ANNOUNCED_ADDRESS|http://media
                    FOYER_MAX_WAITING_PER_ROOM|-1
                    FOYER_TRUSTED_PROXIES|10.0.0.0/33
                    FOYER_TRUSTED_PROXIES|10.0.0.1, proxy.example.org
                    FOYER_MAX_SOCKETS_PER_ADDRESS|0
                    FOYER_CONNECTION_RATE_PER_ADDRESS|100
                    FOYER_CONNECTION_RATE_PER_ADDRESS|0+1/s
                    FOYER_JOIN_RATE_PER_ADDRESS|10+0/s
                    FOYER_JOIN_RATE_PER_ADDRESS|10+-1/s
                    FOYER_WRONG_SECRET_RATE_PER_ADDRESS|20+0.1
                    FOYER_METRICS|everybody
                    FOYER_LOG_FORMAT|xml
                    FOYER_CONFIG|missing.conf
                    FOYER_POTR|3000
                    """)
    void namesTheKeyOfWhatItCannotUse(String key, String value) {
        assertThatThrownBy(() -> read(key, value == null ? "" : value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageEndingWith(".");
    }

    @Test
    void readsWhatAnAddressMayDo() {
        assertThat(read().addressLimits())
                .isEqualTo(
                        new AddressLimits(
                                2_000,
                                new AddressLimits.Rate(1_000, 100),
                                new AddressLimits.Rate(1_000, 50),
                                new AddressLimits.Rate(20, 0.1)));
        Configuration other =
                read(
                        "FOYER_MAX_SOCKETS_PER_ADDRESS",
                        "7",
                        "FOYER_WRONG_SECRET_RATE_PER_ADDRESS",
                        "5+0.25/s");
        assertThat(other.addressLimits().sockets()).isEqualTo(7);
        assertThat(other.addressLimits().wrongSecrets()).isEqualTo(new AddressLimits.Rate(5, 0.25));
    }

    @Test
    void readsWhomToBelieve() {
        assertThat(read().trustedProxies()).isEqualTo(AddressRange.LOCAL);
        assertThat(read("FOYER_TRUSTED_PROXIES", "").trustedProxies()).isEmpty();
        assertThat(read("FOYER_TRUSTED_PROXIES", "192.0.2.7,2001:db8::/32").trustedProxies())
                .containsExactly(
                        AddressRange.parse("192.0.2.7"), AddressRange.parse("2001:db8::/32"));
    }

    @Test
    void readsWhatOperatorsAsk() {
        assertThat(read().metrics()).isEqualTo(MetricsAccess.LOCAL);
        assertThat(read("FOYER_METRICS", "off").metrics()).isEqualTo(MetricsAccess.OFF);
        assertThat(read().logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(read("FOYER_LOG_FORMAT", "json").logFormat()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void letsNobodyLookIntoRoomsWithoutAToken() {
        assertThat(read().debugToken()).isNull();
        assertThat(read("FOYER_DEBUG_TOKEN", "0123456789abcdef01234567").debugToken()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef0123456",
                "0123456789abcdef 01234567",
                "ü23456789abcdef012345678"
            })
    void refusesAWeakTokenWithoutShowingIt(String token) {
        assertThatThrownBy(() -> read("FOYER_DEBUG_TOKEN", token))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("FOYER_DEBUG_TOKEN cannot be used: set it to 24 to 512")
                .message()
                .doesNotContain("23456789abcdef");
    }

    @Test
    void neverShowsTheToken() {
        assertThat(read("FOYER_DEBUG_TOKEN", "0123456789abcdef01234567").toString())
                .doesNotContain("0123456789");
    }

    @Test
    void readsWhereToListen() {
        assertThat(
                        read(
                                        "FOYER_LISTEN_ADDRESS",
                                        "127.0.0.1",
                                        "FOYER_RTC_LISTEN_ADDRESS",
                                        "192.0.2.7, 2001:db8::5")
                                .listening())
                .isEqualTo(new Listening("127.0.0.1", 3_000, List.of("192.0.2.7", "2001:db8::5")));
    }

    @Test
    void takesAGivenSecretFromItsFileOrItself() throws IOException {
        String text = "0123456789abcdef0123456789abcdef";
        Files.writeString(directory.resolve("turn"), text + "\n");
        for (Configuration given :
                List.of(read("FOYER_TURN_SECRET", text), read("FOYER_TURN_SECRET_FILE", "turn"))) {
            assertThat(given.secrets().turn()).isNotNull().extracting(Secret::text).isEqualTo(text);
            assertThat(given.toString()).doesNotContain(text);
        }
        assertThatThrownBy(() -> read("FOYER_TURN_SECRET", text, "FOYER_TURN_SECRET_FILE", "turn"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leave out one");
    }

    @Test
    void knowsThatAPageOfAnotherMachineIsProduction() {
        assertThat(read().isProduction()).isFalse();
        assertThat(read("FOYER_CLIENT_ORIGIN", "http://localhost:3000").isProduction()).isFalse();
        assertThat(read("FOYER_CLIENT_ORIGIN", "https://meet.example.org").isProduction()).isTrue();
    }

    @Test
    void leavesRoomForTheLoopsPorts() {
        assertThatThrownBy(() -> read("FOYER_RTC_PORT", "65535", "FOYER_LOOPS", "2"))
                .hasMessageContaining("FOYER_RTC_PORT");
    }

    @Test
    void readsTheFileBelowTheEnvironment() throws IOException {
        Files.writeString(
                directory.resolve("foyer.conf"),
                """
                # a comment
                FOYER_PORT = 4000
                FOYER_MAX_ROOMS = 7
                FOYER_ANNOUNCED_ADDRESS = [203.0.113.5, "[2001:db8::6]:50000"]
                FOYER_TRUSTED_PROXIES = [203.0.113.0/24, "2001:db8::/32"]
                FOYER_JOIN_RATE_PER_ADDRESS = "500+25/s"
                """);
        Configuration configuration = read("FOYER_PORT", "5000");
        assertThat(configuration.listening().port()).isEqualTo(5_000);
        assertThat(configuration.capacity().rooms()).isEqualTo(7);
        assertThat(configuration.announcedAddresses()).hasSize(2);
        assertThat(configuration.trustedProxies()).hasSize(2);
        assertThat(configuration.addressLimits().joins())
                .isEqualTo(new AddressLimits.Rate(500, 25));
    }

    @Test
    void namesTheKeyAndTheFileOfAnUnknownKey() throws IOException {
        Files.writeString(directory.resolve("other.conf"), "port = 4000\n");
        assertThatThrownBy(() -> read("FOYER_CONFIG", "other.conf"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("port")
                .hasMessageContaining("other.conf");
        Files.writeString(directory.resolve("other.conf"), "FOYER_PORT = {{\n");
        assertThatThrownBy(() -> read("FOYER_CONFIG", "other.conf"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("other.conf");
    }

    @Test
    void stopsTheStartWithOneSentence() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Main.run(
                        environment("FOYER_PORT", "none"),
                        directory,
                        System.out,
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("FOYER_PORT is \"none\": set it to a number from 1 to 65535.");
    }

    @Test
    void saysInOneSentenceThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            String port = String.valueOf(taken.getLocalPort());
            int code =
                    Main.run(
                            environment("FOYER_PORT", port, "FOYER_TURN", "off"),
                            directory,
                            System.out,
                            new PrintStream(err, true, StandardCharsets.UTF_8));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .singleElement()
                    .asString()
                    .startsWith("Port " + port + " cannot be used")
                    .contains("FOYER_PORT");
        }
    }

    @Test
    void isDocumentedKeyByKey() throws IOException {
        Path table = Path.of("..", "docs", "configuration.md");
        List<String> rows = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("^\\| `(FOYER_[A-Z_]+)` \\| (.*?) \\| (.*) \\|$", Pattern.MULTILINE)
                        .matcher(Files.readString(table));
        while (matcher.find()) {
            rows.add(matcher.group(1) + "|" + matcher.group(2) + "|" + matcher.group(3));
        }
        List<String> expected =
                Arrays.stream(Key.values())
                        .map(key ->
                                key.name()
                                        + "|"
                                        + (key.defaultValue().isEmpty()
                                                ? ""
                                                : "`" + key.defaultValue() + "`")
                                        + "|"
                                        + key.description())
                        .toList();
        assertThat(rows).containsExactlyElementsOf(expected);
    }
}
