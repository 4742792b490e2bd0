package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.AnnouncedAddress;
import foyer.sfu.api.MediaServerConfig;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamesCheckTest {
    private static final Map<String, String> ZONE =
            Map.of("meet.example.org", "203.0.113.5", "host", "127.0.1.1");

    private static List<Finding> look(@Nullable String origin, String... announced) {
        Setup setup =
                new Setup(
                        3_000,
                        new MediaServerConfig(
                                1,
                                40_000,
                                Arrays.stream(announced)
                                        .map(host -> new AnnouncedAddress(host, 0))
                                        .toList()),
                        10,
                        origin == null ? null : Site.of(origin),
                        Path.of(""),
                        new TurnSetup(null, List.of()),
                        null);
        return new NamesCheck(
                        setup,
                        host -> {
                            String address = ZONE.get(host);
                            if (address == null) {
                                throw new UnknownHostException(host);
                            }
                            return Findings.addresses(address);
                        })
                .look();
    }

    @Test
    void saysWhereNamesLead() {
        Findings.fine(
                look("https://meet.example.org", "meet.example.org"),
                "meet.example.org leads to 203.0.113.5.");
        assertThat(look("https://meet.example.org", "meet.example.org")).hasSize(1);
    }

    @Test
    void missesTheNameOfTheSite() {
        Findings.only(
                look("https://mete.example.org", "203.0.113.5"),
                Severity.PROBLEM,
                "No name server knows the name mete.example.org.",
                "or correct FOYER_CLIENT_ORIGIN");
    }

    @Test
    void missesAnAnnouncedName() {
        Findings.has(
                look("https://meet.example.org", "media.example.org"),
                Severity.PROBLEM,
                "media.example.org",
                "or correct FOYER_ANNOUNCED_ADDRESS");
    }

    @Test
    void seesANameThatLeadsToThisMachineHereOnly() {
        Findings.has(
                look("https://meet.example.org", "host"),
                Severity.PROBLEM,
                "On this machine host leads to 127.0.1.1, itself.",
                "/etc/hosts");
    }

    @Test
    void advisesToNameTheSite() {
        Findings.only(
                look(null, "203.0.113.5"),
                Severity.ADVICE,
                "Pages of every origin may connect",
                "Set FOYER_CLIENT_ORIGIN");
    }

    @Test
    void readsTheSiteOfAnOrigin() {
        assertThat(Site.of("*")).isNull();
        assertThat(Site.of("https://meet.example.org"))
                .isEqualTo(new Site("https", "meet.example.org", 443));
        assertThat(Site.of("http://[::1]:8080")).isEqualTo(new Site("http", "::1", 8_080));
        assertThat(new Site("http", "::1", 8_080).origin()).isEqualTo("http://[::1]:8080");
        assertThat(new Site("https", "a.b", 443).origin()).isEqualTo("https://a.b");
    }
}
