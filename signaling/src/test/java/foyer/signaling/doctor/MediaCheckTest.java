package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.TransportOptions;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MediaCheckTest {
    private static final Site MEET = new Site("https", "meet.example.org", 443);

    private static TransportOptions door(String address, int port, DtlsParameters dtls) {
        return new TransportOptions(
                "t",
                new IceParameters("u" + port, "p".repeat(22), true),
                List.of(candidate(address, port, "udp"), candidate(address, port, "tcp")),
                dtls);
    }

    private static IceCandidate candidate(String address, int port, String protocol) {
        return new IceCandidate(
                protocol,
                1,
                address,
                address,
                protocol,
                port,
                "host",
                protocol.equals("tcp") ? "passive" : null);
    }

    /** Two loops at one address, where only some of the ways answer. */
    private static List<Finding> look(String own, Predicate<IceCandidate> open) {
        DtlsParameters dtls = new DtlsParameters(null, null);
        return new MediaCheck(
                        List.of(
                                door("203.0.113.5", 40_000, dtls),
                                door("203.0.113.5", 40_001, dtls)),
                        (candidate, server) ->
                                open.test(candidate)
                                        ? new Knock.Answered()
                                        : new Knock.Unanswered("no answer"),
                        new Ground(
                                List.of(new OwnAddress("eth0", InetAddress.ofLiteral(own))),
                                Ground.Place.MACHINE),
                        Optional.of(MEET))
                .look();
    }

    @Test
    void saysWhatAnswersAndFromWhereItWasTried() {
        List<Finding> findings = look("203.0.113.5", candidate -> true);
        Findings.fine(
                findings, "UDP 40000, 40001: answered at 203.0.113.5, tried from this machine");
        Findings.fine(findings, "TCP 40000, 40001: answered");
        assertThat(findings).hasSize(2);
    }

    @Test
    void blamesThisMachinesFirewallForItsOwnAddress() {
        Findings.has(
                look("203.0.113.5", candidate -> !candidate.protocol().equals("udp")),
                Severity.PROBLEM,
                "UDP 40000, 40001 at 203.0.113.5, which browsers are told: no answer to this"
                        + " machine (no answer)",
                "this machine's own firewall");
    }

    @Test
    void namesThePortOfALoopThatIsNotPublished() {
        Findings.has(
                look("10.0.0.5", candidate -> candidate.port() == 40_000),
                Severity.WARNING,
                "UDP 40001 at 203.0.113.5",
                "Open UDP 40001 in the firewall");
    }

    @Test
    void isHonestAboutRoutersThatDoNotLoopBack() {
        Findings.has(
                look("10.0.0.5", candidate -> false),
                Severity.WARNING,
                "TCP 40000, 40001",
                "see from outside (https://meet.example.org on a phone without Wi-Fi, \"Check the"
                        + " network\")");
    }

    @Test
    void triesEachDoorWithItsOwnCredentials() {
        List<String> users = new ArrayList<>();
        DtlsParameters dtls = new DtlsParameters(null, null);
        new MediaCheck(
                        List.of(
                                door("203.0.113.5", 40_000, dtls),
                                door("203.0.113.5", 40_001, dtls)),
                        (candidate, server) -> {
                            synchronized (users) {
                                users.add(candidate.port() + " " + server.usernameFragment());
                            }
                            return new Knock.Answered();
                        },
                        new Ground(List.of(), Ground.Place.MACHINE),
                        Optional.empty())
                .look();
        assertThat(users)
                .containsExactlyInAnyOrder(
                        "40000 u40000", "40000 u40000", "40001 u40001", "40001 u40001");
    }
}
