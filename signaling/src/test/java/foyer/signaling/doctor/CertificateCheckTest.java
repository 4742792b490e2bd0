package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.doctor.Web.Certificate;
import foyer.signaling.doctor.Web.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateCheckTest {
    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
    private static final Certificate NINETY_DAYS = certificate(90, Trust.TRUSTED);

    private static Certificate certificate(int days, Trust trust) {
        return new Certificate(
                BEGIN,
                BEGIN.plus(Duration.ofDays(days)),
                List.of("meet.example.org", "*.rooms.example.org"),
                "CN=Some Authority",
                trust);
    }

    private static List<Finding> look(String host, Certificate certificate, int day) {
        return new CertificateCheck(host, certificate, BEGIN.plus(Duration.ofDays(day))).look();
    }

    @Test
    void countsTheDays() {
        Findings.fine(look("meet.example.org", NINETY_DAYS, 30), "good for 60 more days");
    }

    @Test
    void seesThatItHasRunOut() {
        Findings.only(
                look("meet.example.org", certificate(90, Trust.UNTRUSTED), 91),
                Severity.PROBLEM,
                "has run out on 2030-04-01",
                "TCP 80 and 443");
    }

    @Test
    void seesThatItWasNotRenewed() {
        Findings.only(
                look("meet.example.org", NINETY_DAYS, 80),
                Severity.WARNING,
                "runs out in 10 days",
                "docker compose logs caddy");
    }

    @Test
    void waitsLongerWithCertificatesForAWeek() {
        Findings.fine(look("meet.example.org", certificate(6, Trust.TRUSTED), 4), "2 more days");
        Findings.only(
                look("meet.example.org", certificate(12, Trust.TRUSTED), 11),
                Severity.WARNING,
                "runs out in 1 days",
                "Renew it");
    }

    @Test
    void doubtsTheClockBeforeItsTime() {
        Findings.only(
                look("meet.example.org", certificate(90, Trust.UNTRUSTED), -1),
                Severity.PROBLEM,
                "is not good before 2030-01-01",
                "Set this machine's clock");
    }

    @Test
    void seesTheCertificateOfAnotherName() {
        Findings.only(
                look("other.example.org", NINETY_DAYS, 30),
                Severity.PROBLEM,
                "shown for other.example.org is for meet.example.org",
                "FOYER_DOMAIN");
    }

    @Test
    void seesAnAuthorityThatNobodyKnows() {
        Findings.only(
                look("meet.example.org", certificate(90, Trust.UNTRUSTED), 30),
                Severity.WARNING,
                "does not know (CN=Some Authority)",
                "Import the root certificate");
    }

    @Test
    void takesAWildcardForOneLabel() {
        assertThat(NINETY_DAYS.isFor("a.rooms.example.org")).isTrue();
        assertThat(NINETY_DAYS.isFor("A.Rooms.Example.Org")).isTrue();
        assertThat(NINETY_DAYS.isFor("a.b.rooms.example.org")).isFalse();
        assertThat(NINETY_DAYS.isFor("rooms.example.org")).isFalse();
    }
}
