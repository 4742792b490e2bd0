package foyer.signaling.doctor;

import static foyer.signaling.doctor.Findings.addresses;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedCheckTest {
    private static final Site MEET = new Site("https", "meet.example.org", 443);
    private static final Ground BEHIND_NAT = ground(own("eth0", "10.0.0.5"));

    private static OwnAddress own(String network, String address) {
        return new OwnAddress(network, InetAddress.ofLiteral(address));
    }

    private static Ground ground(OwnAddress... own) {
        return new Ground(List.of(own), Ground.Place.MACHINE);
    }

    private static List<Finding> configured(Ground ground, String site, String... told) {
        return look(AnnouncedCheck.Choice.CONFIGURED, ground, addresses(site), told);
    }

    private static List<Finding> automatic(Ground ground, String... told) {
        return look(AnnouncedCheck.Choice.AUTOMATIC, ground, List.of(), told);
    }

    private static List<Finding> look(
            AnnouncedCheck.Choice choice, Ground ground, List<InetAddress> site, String... told) {
        return new AnnouncedCheck(
                        addresses(told),
                        choice,
                        ground,
                        site.isEmpty() ? Optional.empty() : Optional.of(MEET),
                        site)
                .look();
    }

    @Test
    void isContentWithWhereTheSiteLeads() {
        Findings.fine(configured(BEHIND_NAT, "203.0.113.5", "203.0.113.5"), "told 203.0.113.5.");
    }

    @Test
    void isContentWithAnInnerAddressBesideThePublicOne() {
        Findings.fine(configured(BEHIND_NAT, "203.0.113.5", "203.0.113.5", "10.0.0.5"), "10.0.0.5");
    }

    @Test
    void isContentWithANetworkOfItsOwn() {
        Findings.fine(configured(BEHIND_NAT, "10.0.0.5", "10.0.0.5"), "10.0.0.5");
    }

    @Test
    void namesThePublicAddressOfAMachineBehindNat() {
        Findings.only(
                configured(BEHIND_NAT, "203.0.113.5", "10.0.0.5"),
                Severity.PROBLEM,
                "told only 10.0.0.5, which cannot be reached from the Internet",
                "Set FOYER_ANNOUNCED_ADDRESS=203.0.113.5, where meet.example.org leads.");
    }

    @Test
    void knowsThatAProvidersSharedAddressIsNotPublic() {
        Findings.only(
                configured(BEHIND_NAT, "203.0.113.5", "100.64.3.4"),
                Severity.PROBLEM,
                "100.64.3.4",
                "=203.0.113.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "169.254.1.2", "fe80::1", "::"})
    void refusesWhatNobodyCanReach(String address) {
        Findings.only(
                configured(BEHIND_NAT, "203.0.113.5", "203.0.113.5", address),
                Severity.PROBLEM,
                "which no other machine can reach",
                "Take it out of FOYER_ANNOUNCED_ADDRESS.");
    }

    @Test
    void refusesEachBrowsersOwnMachineForASiteOfOthers() {
        Findings.only(
                configured(BEHIND_NAT, "10.0.0.5", "127.0.0.1"),
                Severity.PROBLEM,
                "each browser's own machine",
                "address of this machine in its network");
    }

    @Test
    void tellsThatOnlyThisMachineOrItsNetworkIsServed() {
        Findings.only(
                automatic(BEHIND_NAT, "127.0.0.1"),
                Severity.ADVICE,
                "Only browsers on this machine",
                "FOYER_ANNOUNCED_ADDRESS");
        Findings.only(
                automatic(BEHIND_NAT, "10.0.0.5"),
                Severity.ADVICE,
                "Only people in the same network reach 10.0.0.5",
                "the Internet knows this server by");
    }

    @Test
    void seesBridgesToContainersAmongTheMachinesOwn() {
        Ground ground =
                ground(
                        own("eth0", "203.0.113.5"),
                        own("docker0", "172.17.0.1"),
                        own("br-1f", "172.18.0.1"));
        Findings.only(
                automatic(ground, "203.0.113.5", "172.17.0.1", "172.18.0.1"),
                Severity.ADVICE,
                "also told 172.17.0.1, 172.18.0.1 of docker0, br-1f",
                "Set FOYER_ANNOUNCED_ADDRESS=203.0.113.5.");
    }

    @Test
    void seesThatItIsTheContainersAddress() {
        Ground inside = new Ground(List.of(own("eth0", "172.18.0.2")), Ground.Place.CONTAINER);
        Findings.only(
                automatic(inside, "172.18.0.2"),
                Severity.WARNING,
                "the container's own addresses, 172.18.0.2",
                "address of the machine around it");
    }

    @Test
    void doubtsAnAddressThatIsNeitherOursNorTheSites() {
        Findings.only(
                configured(BEHIND_NAT, "203.0.113.5", "198.51.100.7"),
                Severity.WARNING,
                "198.51.100.7, which is no address of this machine, and not where meet.example.org"
                        + " leads (203.0.113.5)",
                "Correct FOYER_ANNOUNCED_ADDRESS");
    }

    @Test
    void doesNotDoubtTheMachinesOwn() {
        Findings.fine(
                configured(ground(own("eth0", "198.51.100.7")), "203.0.113.5", "198.51.100.7"),
                "198.51.100.7");
    }

    @Test
    void missesMediaForPeopleWithIpv6Alone() {
        Findings.only(
                look(
                        AnnouncedCheck.Choice.CONFIGURED,
                        BEHIND_NAT,
                        addresses("203.0.113.5", "2001:db8::5"),
                        "203.0.113.5"),
                Severity.ADVICE,
                "media only at IPv4 addresses",
                "Add 2001:db8:0:0:0:0:0:5 to FOYER_ANNOUNCED_ADDRESS.");
    }
}
