package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** What tests of checks say again and again. */
final class Findings {
    private Findings() {}

    static List<InetAddress> addresses(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
    }

    /** The only finding, of this severity, with these words in what is found and in the remedy. */
    static void only(List<Finding> findings, Severity severity, String found, String remedy) {
        assertThat(findings).hasSize(1);
        has(findings, severity, found, remedy);
    }

    /** Among others a finding with these words. */
    static void has(List<Finding> findings, Severity severity, String found, String remedy) {
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.found()).contains(found);
                    assertThat(finding.remedy()).isNotNull().contains(remedy);
                });
    }

    static void fine(List<Finding> findings, String found) {
        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.OK);
                    assertThat(finding.remedy()).isNull();
                })
                .anySatisfy(finding -> assertThat(finding.found()).contains(found));
    }
}
