package foyer.signaling.doctor;

import foyer.sfu.api.AnnouncedAddress;
import foyer.signaling.address.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the names that people and browsers are told lead anywhere (DNS). */
final class NamesCheck implements Check {
    private static final String NAME = "DNS";

    private final Setup setup;
    private final Resolver resolver;

    NamesCheck(Setup setup, Resolver resolver) {
        this.setup = setup;
        this.resolver = resolver;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        if (setup.site() == null) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "Pages of every origin may connect, and which one people open is not"
                                    + " known here, so neither its name nor its certificate was"
                                    + " looked at.",
                            "Set FOYER_CLIENT_ORIGIN to what people open, such as"
                                    + " https://meet.example.org."));
        }
        names().forEach((name, key) -> findings.add(look(name, key)));
        return findings;
    }

    /** Each name, and the key that says it. */
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Site site = setup.site();
        if (site != null && site.isName()) {
            names.put(site.host(), "FOYER_CLIENT_ORIGIN");
        }
        for (AnnouncedAddress announced : setup.media().announcedAddresses()) {
            if (IpAddress.parse(announced.host()) == null) {
                names.putIfAbsent(announced.host(), "FOYER_ANNOUNCED_ADDRESS");
            }
        }
        return names;
    }

    private Finding look(String name, String key) {
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(name);
        } catch (UnknownHostException unknown) {
            return Finding.problem(
                    NAME,
                    "No name server knows the name " + name + ".",
                    "Create an A record for it that leads to this server, or correct " + key + ".");
        }
        boolean leadsHereOnly =
                addresses.stream().allMatch(address -> Reach.of(address) == Reach.MACHINE);
        if (leadsHereOnly && !name.equals("localhost")) {
            return Finding.problem(
                    NAME,
                    "On this machine " + name + " leads to " + text(addresses) + ", itself.",
                    "Remove the name from /etc/hosts, as browsers are told what it leads to here.");
        }
        return Finding.ok(NAME, name + " leads to " + text(addresses) + ".");
    }

    static String text(List<InetAddress> addresses) {
        return addresses.stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }
}
