package foyer.signaling.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether encryption is quick here, and whether each media loop has a core. */
final class ProcessorCheck implements Check {
    private static final String NAME = "processor";
    private static final String FILE = "proc/cpuinfo";

    private final Kernel kernel;
    private final int cores;
    private final int loops;

    ProcessorCheck(Kernel kernel, int cores, int loops) {
        this.kernel = kernel;
        this.cores = cores;
        this.loops = loops;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        instructions(findings);
        if (cores < 2) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "There is one core, which media shares with all else.",
                            "Give the server two, and media is not held up by joins."));
        } else if (loops > cores) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "%d media loops share %d cores.".formatted(loops, cores),
                            "Set FOYER_LOOPS to " + cores + " at most."));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok(
                            NAME,
                            "%d cores for %d media loops, with instructions for AES."
                                    .formatted(cores, loops)));
        }
        return findings;
    }

    private void instructions(List<Finding> findings) {
        String x86 = colonless(kernel.after("flags", FILE));
        String arm = colonless(kernel.after("Features", FILE));
        Set<String> has = Set.copyOf(Arrays.asList((x86 + " " + arm).strip().split("\\s+", -1)));
        List<String> wanted =
                x86.isEmpty() ? List.of("aes", "pmull") : List.of("aes", "pclmulqdq", "avx");
        if (x86.isEmpty() && arm.isEmpty()) {
            findings.add(Finding.ok(NAME, "This system does not tell what its processor can."));
            return;
        }
        List<String> missing = wanted.stream().filter(flag -> !has.contains(flag)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String found =
                "The processor shows no instructions %s, so encrypting media takes %s as long."
                        .formatted(
                                String.join(", ", missing),
                                missing.contains("aes") ? "many times" : "up to twice");
        String remedy =
                "If this is a virtual machine, let its host pass its processor on (\"host\" instead of a model such as kvm64); otherwise take another machine.";
        findings.add(
                missing.contains("aes")
                        ? Finding.warning(NAME, found, remedy)
                        : Finding.advice(NAME, found, remedy));
    }

    private static String colonless(@Nullable String value) {
        return value == null ? "" : value.replaceFirst("^:\\s*", "");
    }
}
