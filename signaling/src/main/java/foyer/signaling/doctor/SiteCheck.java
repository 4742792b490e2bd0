package foyer.signaling.doctor;

import foyer.signaling.doctor.Web.Answered;
import foyer.signaling.doctor.Web.Sighting;
import foyer.signaling.doctor.Web.Unreachable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The site as people open it: every address of its name, its certificate, the proxy's ways. */
final class SiteCheck implements Check {
    private static final String NAME = "pages";
    private static final String HEALTH = "/healthz";
    private static final String SOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final int OK = 200;
    private static final int SWITCHING = 101;
    private static final int FORBIDDEN = 403;
    private static final Set<Integer> NOTHING_BEHIND = Set.of(502, 503, 504);

    private final Site site;
    private final List<InetAddress> addresses;
    private final Web web;
    private final InstantSource clock;
    private final Ground ground;

    SiteCheck(Site site, List<InetAddress> addresses, Web web, InstantSource clock, Ground ground) {
        this.site = site;
        this.addresses = List.copyOf(addresses);
        this.web = web;
        this.clock = clock;
        this.ground = ground;
    }

    @Override
    public List<Finding> look() {
        Set<Finding> findings = new LinkedHashSet<>();
        if (!site.isSecure() && !site.isThisMachine()) {
            findings.add(
                    Finding.problem(
                            NAME,
                            "Browsers give camera and microphone to no page of "
                                    + site.origin()
                                    + ", as it is not encrypted.",
                            "Put a proxy with HTTPS before the server, such as deploy/Caddyfile,"
                                    + " and set FOYER_CLIENT_ORIGIN to https://…."));
        }
        Map<InetAddress, Sighting> seen = new LinkedHashMap<>();
        for (InetAddress address : addresses) {
            seen.put(address, web.get(site, address, HEALTH, Map.of()));
        }
        boolean anywhere = seen.values().stream().anyMatch(Answered.class::isInstance);
        seen.forEach((address, sighting) -> {
            switch (sighting) {
                case Unreachable none -> findings.add(unreachable(address, none, anywhere));
                case Answered answer -> findings.addAll(answered(address, answer));
            }
        });
        return new ArrayList<>(findings);
    }

    private Finding unreachable(InetAddress address, Unreachable none, boolean elsewhere) {
        String found =
                "%s does not answer at %s (%s)."
                        .formatted(site.origin(), address.getHostAddress(), none.reason());
        if (elsewhere && address instanceof Inet6Address && !ground.reachesIpv6()) {
            return Finding.advice(
                    NAME,
                    found + " This machine has no IPv6 to try it with.",
                    "Remove the AAAA record of " + site.host() + ", unless IPv6 leads here.");
        }
        if (elsewhere) {
            return Finding.warning(
                    NAME,
                    found,
                    "Remove this address from the DNS records of "
                            + site.host()
                            + ", or let it lead to the proxy: people who get it wait or see"
                            + " nothing.");
        }
        String remedy =
                "Start the proxy, and open TCP %d in the firewall and the NAT before it."
                        .formatted(site.port());
        return ground.owns(address)
                ? Finding.problem(NAME, found, remedy)
                : Finding.warning(
                        NAME,
                        found + " It may be only that the router does not loop back.",
                        remedy);
    }

    private List<Finding> answered(InetAddress address, Answered answer) {
        List<Finding> findings = new ArrayList<>();
        if (answer.certificate() != null) {
            findings.addAll(
                    new CertificateCheck(site.host(), answer.certificate(), clock.instant())
                            .look());
        }
        if (NOTHING_BEHIND.contains(answer.status())) {
            findings.add(
                    Finding.problem(
                            NAME,
                            "The proxy at %s answers %d: it does not reach the server."
                                    .formatted(site.origin(), answer.status()),
                            "Start the server, or correct where the proxy looks for it"
                                    + " (FOYER_UPSTREAM, FOYER_PORT)."));
        } else if (answer.status() != OK || !ServerCheck.isOurs(answer.body())) {
            findings.add(
                    Finding.problem(
                            NAME,
                            "Something else than Foyer answers at %s (%s, %d)."
                                    .formatted(
                                            site.origin(),
                                            address.getHostAddress(),
                                            answer.status()),
                            "Let the name lead to Foyer's proxy, and the proxy pass on all paths,"
                                    + " or correct FOYER_CLIENT_ORIGIN."));
        } else {
            findings.add(sockets(address));
        }
        return findings;
    }

    /** Whether the proxy passes on what a meeting's connection is made of. */
    private Finding sockets(InetAddress address) {
        Sighting sighting =
                web.get(
                        site,
                        address,
                        SOCKET,
                        Map.of(
                                "Connection", "Upgrade",
                                "Upgrade", "websocket",
                                "Origin", site.origin(),
                                "Sec-WebSocket-Version", "13",
                                "Sec-WebSocket-Key", "Zm95ZXIncyBkb2N0b3IuLg=="));
        int status = sighting instanceof Answered answer ? answer.status() : 0;
        if (status == SWITCHING) {
            return Finding.ok(
                    NAME,
                    "%s answers at %s, sockets included, tried from this machine."
                            .formatted(site.origin(), address.getHostAddress()));
        }
        return status == FORBIDDEN
                ? Finding.problem(
                        NAME,
                        "The server turns away pages of " + site.origin() + " (403).",
                        "Start it anew with the same FOYER_CLIENT_ORIGIN as here.")
                : Finding.warning(
                        NAME,
                        "The proxy at "
                                + site.origin()
                                + " does not pass on WebSockets"
                                + (status == 0 ? "." : " (" + status + ")."),
                        "Let it pass on the headers Upgrade and Connection: see deploy/README.md,"
                                + " \"Behind another proxy\".");
    }
}
