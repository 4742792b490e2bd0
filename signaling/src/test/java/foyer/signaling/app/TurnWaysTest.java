package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.engine.MediaAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnWaysTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static TurnWays read(String... keysAndValues) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ConfigurationReader.read(environment, Path.of("/etc/foyer")).rtc().turn();
    }

    private static List<String> urls(TurnWays ways, String announced) throws Exception {
        return urls(ways, announced, 0);
    }

    private static List<String> urls(TurnWays ways, String announced, int frontPort)
            throws Exception {
        AnnouncedAddress address = AnnouncedAddress.read(announced);
        InetSocketAddress own = new InetSocketAddress(InetAddress.getByName("192.0.2.9"), 40_000);
        return TurnUrls.of(
                Objects.requireNonNull(ways.server()),
                address == null ? List.of() : List.of(address),
                List.of(
                        new MediaAddress(own, own),
                        new MediaAddress(new InetSocketAddress(own.getAddress(), 40_001), own)),
                frontPort);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5:50000, 203.0.113.5",
        "media.example.org, media.example.org",
        "2001:db8::5, [2001:db8::5]",
        "'', 192.0.2.9"
    })
    void ourOwnServerIsWhereMediaIs(String announced, String host) throws Exception {
        assertThat(urls(read(), announced))
                .containsExactly(
                        "turn:" + host + ":3478?transport=udp",
                        "turn:" + host + ":3478?transport=tcp");
    }

    @Test
    void ourOwnServerHasTheNameOfItsCertificate() throws Exception {
        TurnWays ways =
                read(
                        "FOYER_TURN_HOST",
                        "turn.example.org",
                        "FOYER_TURN_CERTIFICATE",
                        "cert.pem",
                        "FOYER_TURN_KEY",
                        "/var/key.pem",
                        "FOYER_TURN_PORT",
                        "3479");
        assertThat(ways.server())
                .isEqualTo(
                        new TurnWays.OwnServer(
                                3_479,
                                "turn.example.org",
                                new TurnWays.Tls(
                                        5_349,
                                        Path.of("/etc/foyer/cert.pem"),
                                        Path.of("/var/key.pem"))));
        assertThat(urls(ways, "203.0.113.5"))
                .containsExactly(
                        "turn:turn.example.org:3479?transport=udp",
                        "turn:turn.example.org:3479?transport=tcp",
                        "turns:turn.example.org:5349?transport=tcp");
        assertThat(urls(ways, "203.0.113.5", 443))
                .contains(
                        "turn:turn.example.org:443?transport=tcp",
                        "turns:turn.example.org:443?transport=tcp");
    }

    @Test
    void anotherServerCanBeNamed() {
        TurnWays ways =
                read(
                        "FOYER_TURN",
                        "off",
                        "FOYER_TURN_URLS",
                        "turn:t.example.org:3478?transport=udp, turns:t.example.org",
                        "FOYER_TURN_SECRET",
                        SECRET,
                        "FOYER_TURN_TTL",
                        "3600");
        assertThat(ways.server()).isNull();
        assertThat(ways.urls())
                .containsExactly("turn:t.example.org:3478?transport=udp", "turns:t.example.org");
        assertThat(ways.credentialsLife()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "FOYER_TURN, yes, on or off",
        "FOYER_TURN_PORT, 0, a number from 1 to 65535",
        "FOYER_TURN_TTL, 10, a number from 600 to 86400",
        "FOYER_TURN_HOST, not a host, a host name",
        "FOYER_TURN_URLS, http://example.org, turn:turn.example.org:3478",
        "FOYER_TURN_CERTIFICATE, cert.pem, certificate and key go together"
    })
    void whatCannotBeUsedIsSaid(String key, String value, String said) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("FOYER_TURN")
                .hasMessageContaining(said);
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> read("FOYER_TURN", "off", "FOYER_TURN_URLS", "turn:example.org"))
                .hasMessageContaining("FOYER_TURN_SECRET is not set");
        assertThatThrownBy(() -> read("FOYER_TURN_CERTIFICATE", "c.pem", "FOYER_TURN_KEY", "k.pem"))
                .hasMessageContaining("FOYER_TURN_HOST")
                .hasMessageContaining("the name that the certificate is for");
    }
}
