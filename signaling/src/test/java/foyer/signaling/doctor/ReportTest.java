package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Report REPORT =
            new Report(
                    List.of(
                            Finding.ok("DNS", "meet.example.org leads to 203.0.113.5."),
                            Finding.problem("announced address", "It is wrong.", "Correct it."),
                            Finding.warning("clock", "Nothing keeps it right.", "Switch on NTP.")));

    @Test
    void isAlignedForPeople() {
        assertThat(REPORT.text(Report.Ink.PLAIN))
                .isEqualTo(
                        """
                        ok       DNS                meet.example.org leads to 203.0.113.5.
                        problem  announced address  It is wrong.
                                                    → Correct it.
                        warning  clock              Nothing keeps it right.
                                                    → Switch on NTP.

                        1 problem, 1 warning, no advice.
                        """);
    }

    @Test
    void hasNoColoursButWhereTheyAreWanted() {
        assertThat(REPORT.text(Report.Ink.PLAIN)).doesNotContain("\u001b");
        assertThat(REPORT.text(Report.Ink.COLOURED)).contains("\u001b[31mproblem  \u001b[0m");
    }

    @Test
    void breaksLongLinesBetweenWords() {
        Report report = new Report(List.of(Finding.ok("DNS", "word ".repeat(60).strip())));
        assertThat(report.text(Report.Ink.PLAIN).lines())
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(112))
                .allSatisfy(line -> assertThat(line).doesNotEndWith(" "));
    }

    @Test
    void isJsonForPrograms() {
        assertThat(new Report(REPORT.findings().subList(0, 2)).json())
                .isEqualTo(
                        "{\"problems\":1,\"findings\":[{\"check\":\"DNS\",\"severity\":\"ok\","
                                + "\"found\":\"meet.example.org leads to 203.0.113.5.\"},"
                                + "{\"check\":\"announced address\",\"severity\":\"problem\","
                                + "\"found\":\"It is wrong.\",\"remedy\":\"Correct it.\"}]}");
    }

    @Test
    void countsOnlyProblemsAsFailure() {
        assertThat(REPORT.hasProblems()).isTrue();
        assertThat(new Report(REPORT.findings().subList(2, 3)).hasProblems()).isFalse();
    }
}
