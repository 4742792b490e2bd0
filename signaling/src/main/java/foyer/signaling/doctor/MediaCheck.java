package foyer.signaling.doctor;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.TransportOptions;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Whether the media ports answer at the addresses that browsers are told, each way of each loop. It
 * is tried from this machine, which says nothing of firewalls between it and others.
 */
final class MediaCheck implements Check {
    static final String NAME = "media ports";

    private final List<TransportOptions> doors;
    private final Knock knock;
    private final Ground ground;
    private final Optional<Site> site;

    /** What is tried; a door is what a browser is given to get in. */
    MediaCheck(List<TransportOptions> doors, Knock knock, Ground ground, Optional<Site> site) {
        this.doors = doors;
        this.knock = knock;
        this.ground = ground;
        this.site = site;
    }

    /** All ports of one address and protocol. */
    private record Way(String address, String protocol) {}

    @Override
    public List<Finding> look() {
        Map<Way, Map<Integer, CompletableFuture<Knock.Outcome>>> tries = new LinkedHashMap<>();
        for (TransportOptions door : doors) {
            for (IceCandidate candidate : door.iceCandidates()) {
                Way way =
                        new Way(candidate.address(), candidate.protocol().toUpperCase(Locale.ROOT));
                tries.computeIfAbsent(way, first -> new TreeMap<>())
                        .computeIfAbsent(candidate.port(), port -> begin(candidate, door));
            }
        }
        List<Finding> findings = new ArrayList<>();
        tries.forEach((way, ports) -> findings.add(tell(way, ports)));
        return findings;
    }

    private CompletableFuture<Knock.Outcome> begin(IceCandidate candidate, TransportOptions door) {
        return CompletableFuture.supplyAsync(
                () -> knock.at(candidate, door.iceParameters()), Thread::startVirtualThread);
    }

    private Finding tell(Way way, Map<Integer, CompletableFuture<Knock.Outcome>> ports) {
        List<Integer> silent = new ArrayList<>();
        String reason = "";
        for (Map.Entry<Integer, CompletableFuture<Knock.Outcome>> port : ports.entrySet()) {
            if (port.getValue().join() instanceof Knock.Unanswered unanswered) {
                silent.add(port.getKey());
                reason = unanswered.reason();
            }
        }
        if (silent.isEmpty()) {
            return Finding.ok(
                    NAME,
                    "%s %s: answered at %s, tried from this machine."
                            .formatted(way.protocol, text(ports.keySet()), way.address));
        }
        String found =
                "%s %s at %s, which browsers are told: no answer to this machine (%s)."
                        .formatted(way.protocol, text(silent), way.address, reason);
        return ground.owns(InetAddress.ofLiteral(way.address))
                ? Finding.problem(NAME, found, "Let it through this machine's own firewall.")
                : Finding.warning(NAME, found, openIt(way, silent));
    }

    private String openIt(Way way, List<Integer> ports) {
        return "Open %s %s in the firewall and let NAT and containers pass it on; where that is so, see from outside (%s) whether it is only that the router does not loop back."
                .formatted(
                        way.protocol,
                        text(ports),
                        site.map(known ->
                                        known.origin()
                                                + " on a phone without Wi-Fi, \"Check the network\"")
                                .orElse("the network check before joining"));
    }

    private static String text(Iterable<Integer> ports) {
        List<String> words = new ArrayList<>();
        ports.forEach(port -> words.add(port.toString()));
        return String.join(", ", words);
    }
}
