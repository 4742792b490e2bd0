package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.doctor.Web.Answered;
import foyer.signaling.doctor.Web.Certificate;
import foyer.signaling.doctor.Web.Sighting;
import foyer.signaling.doctor.Web.Trust;
import foyer.signaling.doctor.Web.Unreachable;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteCheckTest {
    private static final Site MEET = new Site("https", "meet.example.org", 443);
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
    private static final String OURS = "{\"status\":\"ok\",\"version\":\"1.2.3\"}";

    /** What is answered, by address and path; nothing where nothing is said. */
    private final Map<String, Sighting> answers = new HashMap<>();

    private static Answered page(int status, String body) {
        return new Answered(
                status,
                body,
                new Certificate(
                        Instant.parse("2029-12-01T00:00:00Z"),
                        Instant.parse("2030-03-01T00:00:00Z"),
                        List.of("meet.example.org"),
                        "CN=A",
                        Trust.TRUSTED));
    }

    private void at(String address, int health, String body, int socket) {
        answers.put(address + "/healthz", page(health, body));
        answers.put(address + "/socket.io/?EIO=4&transport=websocket", page(socket, ""));
    }

    private List<Finding> look(Site site, String own, String... addresses) {
        return new SiteCheck(
                        site,
                        Findings.addresses(addresses),
                        (asked, address, path, headers) ->
                                answers.getOrDefault(
                                        address.getHostAddress() + path,
                                        new Unreachable("Connection refused")),
                        NOW,
                        new Ground(
                                List.of(new OwnAddress("eth0", InetAddress.ofLiteral(own))),
                                Ground.Place.MACHINE))
                .look();
    }

    @Test
    void isContentWithPagesAndSockets() {
        at("203.0.113.5", 200, OURS, 101);
        List<Finding> findings = look(MEET, "10.0.0.5", "203.0.113.5");
        Findings.fine(
                findings, "https://meet.example.org answers at 203.0.113.5, sockets included");
        Findings.fine(findings, "59 more days");
    }

    @Test
    void missesTheProxyOfThisMachine() {
        Findings.only(
                look(MEET, "203.0.113.5", "203.0.113.5"),
                Severity.PROBLEM,
                "https://meet.example.org does not answer at 203.0.113.5 (Connection refused)",
                "Start the proxy, and open TCP 443");
    }

    @Test
    void isHonestAboutASiteBehindNat() {
        Findings.only(
                look(MEET, "10.0.0.5", "203.0.113.5"),
                Severity.WARNING,
                "only that the router does not loop back",
                "open TCP 443");
    }

    @Test
    void seesAnAddressThatLeadsNowhere() {
        at("203.0.113.5", 200, OURS, 101);
        Findings.has(
                look(MEET, "2001:db8::9", "203.0.113.5", "2001:db8::5"),
                Severity.WARNING,
                "does not answer at 2001:db8:0:0:0:0:0:5",
                "Remove this address from the DNS records of meet.example.org");
    }

    @Test
    void doesNotJudgeIpv6WithoutHavingIt() {
        at("203.0.113.5", 200, OURS, 101);
        Findings.has(
                look(MEET, "10.0.0.5", "203.0.113.5", "2001:db8::5"),
                Severity.ADVICE,
                "has no IPv6 to try it with",
                "Remove the AAAA record");
    }

    @Test
    void seesAProxyThatDoesNotReachTheServer() {
        at("203.0.113.5", 502, "", 502);
        Findings.has(
                look(MEET, "10.0.0.5", "203.0.113.5"),
                Severity.PROBLEM,
                "answers 502: it does not reach the server",
                "FOYER_UPSTREAM");
    }

    @Test
    void seesSomebodyElsesSite() {
        at("203.0.113.5", 200, "<h1>Parked</h1>", 404);
        Findings.has(
                look(MEET, "10.0.0.5", "203.0.113.5"),
                Severity.PROBLEM,
                "Something else than Foyer answers",
                "correct FOYER_CLIENT_ORIGIN");
    }

    @Test
    void seesAProxyThatCutsSockets() {
        at("203.0.113.5", 200, OURS, 400);
        Findings.has(
                look(MEET, "10.0.0.5", "203.0.113.5"),
                Severity.WARNING,
                "does not pass on WebSockets (400)",
                "Upgrade and Connection");
    }

    @Test
    void seesAServerThatTurnsItsOwnPagesAway() {
        at("203.0.113.5", 200, OURS, 403);
        Findings.has(
                look(MEET, "10.0.0.5", "203.0.113.5"),
                Severity.PROBLEM,
                "turns away pages of https://meet.example.org",
                "FOYER_CLIENT_ORIGIN");
    }

    @Test
    void wantsEncryption() {
        Site plain = new Site("http", "meet.example.org", 80);
        at("203.0.113.5", 200, OURS, 101);
        Findings.has(
                look(plain, "10.0.0.5", "203.0.113.5"),
                Severity.PROBLEM,
                "camera and microphone to no page of http://meet.example.org",
                "deploy/Caddyfile");
        answers.put("127.0.0.1/healthz", new Answered(200, OURS, null));
        assertThat(look(new Site("http", "localhost", 3_000), "10.0.0.5", "127.0.0.1"))
                .noneMatch(finding -> finding.severity() == Severity.PROBLEM);
    }
}
