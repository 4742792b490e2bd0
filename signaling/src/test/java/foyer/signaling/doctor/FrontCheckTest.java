package foyer.signaling.doctor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontCheckTest {
    private static final ProxyKnock UNDERSTOOD = (setup, site) -> new ProxyKnock.Understood();

    private static List<Finding> look(@Nullable String origin, ProxyKnock knock) {
        Site site = origin == null ? null : Site.of(origin);
        return new FrontCheck(new FrontSetup(443, "caddy", 8_443), Optional.ofNullable(site), knock)
                .look();
    }

    @Test
    void isContentWithAProxyThatTakesTheProtocol() {
        Findings.fine(look("https://meet.example.org", UNDERSTOOD), "caddy:8443 takes pages");
        Findings.fine(look(null, UNDERSTOOD), "caddy:8443 takes pages");
    }

    @Test
    void seesThatTheProxyTakesNoProtocol() {
        Findings.only(
                look(null, (setup, site) -> new ProxyKnock.NotUnderstood()),
                Severity.PROBLEM,
                "takes no PROXY protocol",
                "listener_wrappers");
    }

    @Test
    void seesThatThereIsNoProxy() {
        Findings.only(
                look(null, (setup, site) -> new ProxyKnock.Silent("Connection refused")),
                Severity.PROBLEM,
                "at caddy:8443, where pages are passed on to (Connection refused)",
                "FOYER_FRONT_HTTPS");
    }

    @Test
    void seesThatPagesAreAtAnotherPort() {
        Findings.has(
                look("https://meet.example.org:8443", UNDERSTOOD),
                Severity.WARNING,
                "port 8443 (https://meet.example.org:8443), which is not the shared one, 443",
                "FOYER_FRONT_PORT");
    }
}
