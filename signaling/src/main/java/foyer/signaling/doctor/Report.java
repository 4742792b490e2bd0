package foyer.signaling.doctor;

import foyer.signaling.protocol.Json;
import java.util.ArrayList;
import java.util.List;

/** All that was found, for people and for programs. */
public record Report(List<Finding> findings) {
    /** Whether the words are coloured. */
    public enum Ink {
        PLAIN,
        COLOURED
    }

    private static final int LINE = 96;
    private static final String RESET = "\u001b[0m";

    public Report {
        findings = List.copyOf(findings);
    }

    /** The JSON's shape. */
    private record Shape(long problems, List<Finding> findings) {}

    private long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    /** Whether something does not work. */
    public boolean hasProblems() {
        return count(Severity.PROBLEM) > 0;
    }

    /** {@code {"problems": 1, "findings": [{"check", "severity", "found", "remedy"}]}}. */
    public String json() {
        return Json.text(new Shape(count(Severity.PROBLEM), findings));
    }

    /** Lines for people: what was found in the order of looking, what to do below each, a sum. */
    public String text(Ink ink) {
        int width = findings.stream().mapToInt(found -> found.check().length()).max().orElse(0);
        String margin = " ".repeat(width + 11);
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(word(finding.severity(), ink))
                    .append(finding.check())
                    .append(" ".repeat(width - finding.check().length() + 2))
                    .append(String.join("\n" + margin, lines(finding.found(), LINE - width)))
                    .append('\n');
            if (finding.remedy() != null) {
                text.append(margin)
                        .append("→ ")
                        .append(
                                String.join(
                                        "\n" + margin + "  ",
                                        lines(finding.remedy(), LINE - width)))
                        .append('\n');
            }
        }
        return text.append('\n').append(sum()).append('\n').toString();
    }

    private static String word(Severity severity, Ink ink) {
        String word = severity + " ".repeat(9 - severity.toString().length());
        if (ink == Ink.PLAIN) {
            return word;
        }
        String colour =
                switch (severity) {
                    case OK -> "\u001b[32m";
                    case ADVICE -> "\u001b[36m";
                    case WARNING -> "\u001b[33m";
                    case PROBLEM -> "\u001b[31m";
                };
        return colour + word + RESET;
    }

    private String sum() {
        return String.join(
                        ", ",
                        counted(Severity.PROBLEM, "problem", "problems"),
                        counted(Severity.WARNING, "warning", "warnings"),
                        counted(Severity.ADVICE, "piece of advice", "pieces of advice"))
                + ".";
    }

    private String counted(Severity severity, String one, String more) {
        long count = count(severity);
        if (count == 0) {
            return "no " + severity;
        }
        return count + " " + (count == 1 ? one : more);
    }

    /** Broken between words. */
    private static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
