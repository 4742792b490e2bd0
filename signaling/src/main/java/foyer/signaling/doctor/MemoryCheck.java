package foyer.signaling.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much memory the machine, or the container, has. */
final class MemoryCheck implements Check {
    private static final String NAME = "memory";

    /** The server at rest, its heap, the media of a few rooms. */
    private static final long LEAST_MIB = 512;

    private static final Pattern KIB = Pattern.compile("(\\d{1,15}) kB");
    private static final Pattern BYTES = Pattern.compile("\\d{1,18}");

    private final Kernel kernel;

    MemoryCheck(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public List<Finding> look() {
        @Nullable String total = kernel.after("MemTotal:", "proc/meminfo");
        Matcher kib = KIB.matcher(total == null ? "" : total);
        if (!kib.matches()) {
            return List.of(Finding.ok(NAME, "This system does not tell how much there is."));
        }
        long mib = Long.parseLong(kib.group(1)) >> 10;
        @Nullable String allowed = kernel.after("", "sys/fs/cgroup/memory.max");
        if (allowed != null && BYTES.matcher(allowed).matches()) {
            mib = Math.min(mib, Long.parseLong(allowed) >> 20);
        }
        return List.of(
                mib >= LEAST_MIB
                        ? Finding.ok(NAME, mib + " MiB.")
                        : Finding.warning(
                                NAME,
                                "There are %d MiB for the server.".formatted(mib),
                                "Give it %d or more (mem_limit in Compose, MemoryMax= in the service)."
                                        .formatted(LEAST_MIB)));
    }
}
