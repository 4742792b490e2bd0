package foyer.signaling.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether there is a TURN server for those whose network lets little through, and may work. */
final class TurnCheck implements Check {
    static final String NAME = "TURN";

    private static final Duration SOON = Duration.ofDays(14);

    /** Tries whether a port can be had, for UDP and TCP. */
    @FunctionalInterface
    interface Opening {
        /** Fails when it cannot. */
        void tryOut(int port) throws IOException;
    }

    private final TurnSetup setup;
    private final boolean running;
    private final Opening opening;
    private final Resolver resolver;
    private final Instant now;

    /** Of a server that runs, which has its port, or of one that does not. */
    TurnCheck(TurnSetup setup, boolean running, Opening opening, Resolver resolver, Instant now) {
        this.setup = setup;
        this.running = running;
        this.opening = opening;
        this.resolver = resolver;
        this.now = now;
    }

    @Override
    public List<Finding> look() {
        TurnSetup.Server server = setup.server();
        if (!setup.urls().isEmpty()) {
            String urls = String.join(", ", setup.urls());
            return List.of(Finding.ok(NAME, "Clients are told of " + urls + ", not tried here."));
        }
        if (server == null) {
            return List.of(
                    Finding.advice(
                            NAME,
                            "There is no TURN server for people whose network lets neither the"
                                    + " media ports' UDP nor their TCP through.",
                            "Set FOYER_TURN to on, or name another server in FOYER_TURN_URLS."));
        }
        List<Finding> findings = new ArrayList<>();
        add(findings, port(server));
        add(findings, host(server));
        add(findings, certificate(server));
        if (findings.isEmpty()) {
            String port = "port " + server.port();
            findings.add(
                    Finding.ok(
                            NAME,
                            running
                                    ? "The server relays at " + port + "."
                                    : "The server's " + port + " is free."));
        }
        return findings;
    }

    private static void add(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    private @Nullable Finding port(TurnSetup.Server server) {
        if (running) {
            return null;
        }
        try {
            opening.tryOut(server.port());
            return null;
        } catch (IOException taken) {
            return Finding.problem(
                    NAME,
                    "Port %d cannot be used (%s).".formatted(server.port(), taken.getMessage()),
                    "Stop what has it, such as another TURN server, set FOYER_TURN_PORT to another"
                            + " port, or FOYER_TURN to off.");
        }
    }

    private @Nullable Finding host(TurnSetup.Server server) {
        if (server.host().isEmpty()) {
            return null;
        }
        try {
            var _ = resolver.resolve(server.host());
            return null;
        } catch (UnknownHostException unknown) {
            return Finding.problem(
                    NAME,
                    "The name " + server.host() + " of FOYER_TURN_HOST has no address.",
                    "Give it one in the DNS, that of this machine.");
        }
    }

    private @Nullable Finding certificate(TurnSetup.Server server) {
        Path file = server.certificate();
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return validity(file, (X509Certificate) factory.generateCertificate(in));
        } catch (IOException | CertificateException unreadable) {
            return Finding.problem(
                    NAME,
                    "The certificate %s cannot be read (%s).".formatted(file, unreadable),
                    "Name a PEM file in FOYER_TURN_CERTIFICATE that the server's user may read.");
        }
    }

    private @Nullable Finding validity(Path file, X509Certificate certificate) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        if (left.isNegative()) {
            return Finding.problem(
                    NAME,
                    "The certificate %s has run out on %s."
                            .formatted(file, certificate.getNotAfter().toInstant()),
                    "Renew it: the server takes a new file within half a minute.");
        }
        return left.compareTo(SOON) < 0
                ? Finding.warning(
                        NAME,
                        "The certificate %s runs out in %d days.".formatted(file, left.toDays()),
                        "Renew it: the server takes a new file within half a minute.")
                : null;
    }
}
