package foyer.signaling.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel and the Java that the server runs on. */
final class SystemCheck implements Check {
    private static final String NAME = "system";

    /** What it is built and measured with. */
    private static final int JAVA = 25;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    private final Kernel kernel;
    private final int java;

    SystemCheck(Kernel kernel, int java) {
        this.kernel = kernel;
        this.java = java;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        String release = kernel.after("", "proc/sys/kernel/osrelease");
        Matcher version = VERSION.matcher(release == null ? "" : release);
        if (!version.matches()) {
            findings.add(
                    Finding.warning(
                            NAME,
                            "This is not Linux: media takes the slower way in and out.",
                            "Run it on Linux for more than trying it out."));
        } else if (!sendsInSegments(version)) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "Linux %s cannot send a frame's packets at once.".formatted(release),
                            "Take 4.18 or newer: sending costs half as much there."));
        }
        if (java != JAVA) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "This is Java %d; Foyer is built and tested with %d."
                                    .formatted(java, JAVA),
                            "Set JAVA_HOME to a JDK " + JAVA + "."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(NAME, "Linux %s, Java %d.".formatted(release, java)));
        }
        return findings;
    }

    /** UDP GSO is there since 4.18. */
    private static boolean sendsInSegments(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major > 4 || (major == 4 && Integer.parseInt(version.group(2)) >= 18);
    }
}
