package foyer.signaling.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the port that all share may pass pages on. Media at it is a matter of {@link MediaCheck}.
 */
final class FrontCheck implements Check {
    static final String NAME = "shared port";

    private final FrontSetup setup;
    private final Optional<Site> site;
    private final ProxyKnock knock;

    FrontCheck(FrontSetup setup, Optional<Site> site, ProxyKnock knock) {
        this.setup = setup;
        this.site = site;
        this.knock = knock;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(proxy());
        site.filter(pages -> pages.port() != setup.port())
                .ifPresent(pages ->
                        findings.add(
                                Finding.warning(
                                        NAME,
                                        "Pages are at port %d (%s), which is not the shared one, %d."
                                                .formatted(
                                                        pages.port(), pages.origin(), setup.port()),
                                        "Set FOYER_FRONT_PORT to the port of FOYER_CLIENT_ORIGIN,"
                                                + " 443 as a rule.")));
        return findings;
    }

    private Finding proxy() {
        return switch (knock.at(setup, site)) {
            case ProxyKnock.Understood _ ->
                    Finding.ok(
                            NAME,
                            "The proxy at %s takes pages, and the PROXY protocol before them."
                                    .formatted(setup.proxy()));
            case ProxyKnock.NotUnderstood _ ->
                    Finding.problem(
                            NAME,
                            "The proxy at %s speaks TLS, but takes no PROXY protocol before it."
                                    .formatted(setup.proxy()),
                            "Let it take the protocol from this machine: for Caddy see"
                                    + " listener_wrappers in deploy/Caddyfile.");
            case ProxyKnock.Silent silent ->
                    Finding.problem(
                            NAME,
                            "No proxy speaks TLS at %s, where pages are passed on to (%s)."
                                    .formatted(setup.proxy(), silent.reason()),
                            "Start it, or correct FOYER_FRONT_HTTPS.");
        };
    }
}
