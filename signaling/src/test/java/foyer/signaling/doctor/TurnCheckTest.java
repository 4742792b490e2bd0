package foyer.signaling.doctor;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnCheckTest {
    /** For turn.example.org, from 2030-01-01 to 2030-04-01. */
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBSzCB86ADAgECAghG42k2yOPygzAKBggqhkjOPQQDAzAbMRkwFwYDVQQDExB0
            dXJuLmV4YW1wbGUub3JnMB4XDTMwMDEwMTAwMDAwMFoXDTMwMDQwMTAwMDAwMFow
            GzEZMBcGA1UEAxMQdHVybi5leGFtcGxlLm9yZzBZMBMGByqGSM49AgEGCCqGSM49
            AwEHA0IABHaEt9B0OHuWCf5fOgpDf8kJ+oyUug3HCBm8OEpc191ftwUYVLNGavDA
            OB0itBes9WnFtgvFysk8OEG8YWTXrgmjITAfMB0GA1UdDgQWBBSUJtHSzDt2fgoO
            aEZ5T/QP81BnjDAKBggqhkjOPQQDAwNHADBEAiBqHT/CqXvX3FJvgnTA1rCxsPmL
            xIIxJUhxQcuzYifyFQIgdAW1Ei59Gm5SRfyGYCVN5oBY0cr7pbuOV1/40Qvi0AY=
            -----END CERTIFICATE-----
            """;

    private static final Instant MID = Instant.parse("2030-02-01T00:00:00Z");
    private static final TurnCheck.Opening FREE = port -> {};
    private static final TurnCheck.Opening TAKEN =
            port -> {
                throw new IOException("Address already in use");
            };

    @TempDir private Path directory = Path.of("");
    private Path certificate = Path.of("");

    @BeforeEach
    void writeCertificate() throws IOException {
        certificate = Files.writeString(directory.resolve("turn.pem"), CERTIFICATE);
    }

    private static List<Finding> look(
            TurnSetup setup, boolean running, TurnCheck.Opening opening, Instant now) {
        Resolver zone =
                host -> {
                    if (!host.equals("turn.example.org")) {
                        throw new UnknownHostException(host);
                    }
                    return Findings.addresses("203.0.113.5");
                };
        return new TurnCheck(setup, running, opening, zone, now).look();
    }

    private static TurnSetup own(String host, @Nullable Path certificate) {
        return new TurnSetup(new TurnSetup.Server(3_478, host, certificate), List.of());
    }

    @Test
    void isContentWithAServerThatRunsOrMayRun() {
        TurnSetup setup = own("turn.example.org", certificate);
        Findings.fine(look(setup, true, TAKEN, MID), "relays at port 3478");
        Findings.fine(look(setup, false, FREE, MID), "port 3478 is free");
    }

    @Test
    void saysWhatItMeansToHaveNone() {
        TurnSetup none = new TurnSetup(null, List.of());
        Findings.only(look(none, true, FREE, MID), Severity.ADVICE, "no TURN", "FOYER_TURN to on");
    }

    @Test
    void saysWhichOtherServerClientsAreToldOf() {
        TurnSetup others = new TurnSetup(null, List.of("turn:turn.example.com"));
        Findings.fine(look(others, true, FREE, MID), "turn:turn.example.com, not tried");
    }

    @Test
    void seesThatAnotherProgramHasThePort() {
        Findings.only(
                look(own("", null), false, TAKEN, MID),
                Severity.PROBLEM,
                "Port 3478 cannot be used (Address already in use)",
                "FOYER_TURN_PORT");
    }

    @Test
    void seesThatTheNameLeadsNowhere() {
        Findings.only(
                look(own("turn.example.net", null), true, FREE, MID),
                Severity.PROBLEM,
                "turn.example.net of FOYER_TURN_HOST has no address",
                "DNS");
    }

    @Test
    void seesThatTheCertificateRunsOutOrHasRunOut() {
        TurnSetup setup = own("", certificate);
        Findings.only(
                look(setup, true, FREE, Instant.parse("2030-03-25T00:00:00Z")),
                Severity.WARNING,
                "runs out in 7 days",
                "Renew it");
        Findings.only(
                look(setup, true, FREE, Instant.parse("2030-04-02T00:00:00Z")),
                Severity.PROBLEM,
                "has run out on 2030-04-01",
                "Renew it");
    }

    @Test
    void seesThatTheCertificateIsNone() throws IOException {
        Path nothing = Files.writeString(directory.resolve("nothing.pem"), "nothing");
        Findings.only(
                look(own("", nothing), true, FREE, MID),
                Severity.PROBLEM,
                "nothing.pem cannot be read",
                "FOYER_TURN_CERTIFICATE");
        Findings.only(
                look(own("", directory.resolve("gone.pem")), true, FREE, MID),
                Severity.PROBLEM,
                "gone.pem cannot be read",
                "FOYER_TURN_CERTIFICATE");
    }
}
