package foyer.signaling.doctor;

import foyer.signaling.doctor.Web.Certificate;
import foyer.signaling.doctor.Web.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether browsers take a certificate, and for how long. */
final class CertificateCheck implements Check {
    static final String NAME = "certificate";

    /** Those for ninety days are renewed when a third is left; those for six likewise. */
    private static final int LEAST_SHARE = 6;

    private static final Duration SOON = Duration.ofDays(14);

    private final String host;
    private final Certificate certificate;
    private final Instant now;

    CertificateCheck(String host, Certificate certificate, Instant now) {
        this.host = host;
        this.certificate = certificate;
        this.now = now;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings =
                Stream.of(validity(), name(), authority()).filter(Objects::nonNull).toList();
        return findings.isEmpty()
                ? List.of(
                        Finding.ok(
                                NAME,
                                "The certificate of %s is good for %d more days."
                                        .formatted(host, left().toDays())))
                : findings;
    }

    private Duration left() {
        return Duration.between(now, certificate.notAfter());
    }

    private @Nullable Finding validity() {
        if (left().isNegative()) {
            return Finding.problem(
                    NAME,
                    "The certificate of "
                            + host
                            + " has run out on "
                            + certificate.notAfter()
                            + ".",
                    "See in the proxy's log (docker compose logs caddy) why it was not renewed:"
                            + " TCP 80 and 443 have to be open to everybody.");
        }
        if (now.isBefore(certificate.notBefore())) {
            return Finding.problem(
                    NAME,
                    "The certificate of %s is not good before %s."
                            .formatted(host, certificate.notBefore()),
                    "Set this machine's clock, which says " + now + ".");
        }
        Duration life = Duration.between(certificate.notBefore(), certificate.notAfter());
        Duration share = life.dividedBy(LEAST_SHARE);
        if (left().compareTo(share.compareTo(SOON) < 0 ? share : SOON) < 0) {
            return Finding.warning(
                    NAME,
                    "The certificate of %s runs out in %d days.".formatted(host, left().toDays()),
                    "Renew it, or see in the proxy's log (docker compose logs caddy) why it was"
                            + " not.");
        }
        return null;
    }

    private @Nullable Finding name() {
        return certificate.isFor(host)
                ? null
                : Finding.problem(
                        NAME,
                        "The certificate shown for %s is for %s."
                                .formatted(
                                        host,
                                        certificate.names().isEmpty()
                                                ? "nobody"
                                                : String.join(", ", certificate.names())),
                        "Let the proxy have one for " + host + " (FOYER_DOMAIN, FOYER_SITE).");
    }

    private @Nullable Finding authority() {
        // One that has run out is not believed for that alone.
        boolean timely = !left().isNegative() && !now.isBefore(certificate.notBefore());
        return certificate.trust() == Trust.TRUSTED || !timely
                ? null
                : Finding.warning(
                        NAME,
                        "The certificate of %s is from an authority that this machine does not know (%s)."
                                .formatted(host, certificate.issuer()),
                        "Import the root certificate on each device if the authority is your own,"
                                + " otherwise let the proxy send the certificates between as well.");
    }
}
