package foyer.signaling.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many sockets and files this process may have, against the people it may have. */
final class FilesCheck implements Check {
    private static final String NAME = "open files";

    /** Jars, the media sockets, what is just closing. */
    private static final long BASE = 256;

    /** A socket for signaling, one for media over TCP, and another one while it comes back. */
    private static final long PER_PERSON = 3;

    /**
     * The sockets of pages and signaling, which pass through the shared port, have two ends here.
     */
    private static final long PASSED_ON_PER_PERSON = 4;

    private static final Pattern SOFT = Pattern.compile("(\\d+|unlimited)\\s.*");

    private final Kernel kernel;
    private final long people;
    private final long perPerson;

    /** With the port that all share, null for none. */
    FilesCheck(Kernel kernel, long people, @Nullable FrontSetup front) {
        this.kernel = kernel;
        this.people = people;
        this.perPerson = front == null ? PER_PERSON : PER_PERSON + PASSED_ON_PER_PERSON;
    }

    @Override
    public List<Finding> look() {
        String limits = kernel.after("Max open files", "proc/self/limits");
        Matcher soft = SOFT.matcher(limits == null ? "" : limits);
        if (!soft.matches()) {
            return List.of(Finding.ok(NAME, "This system does not tell its limit."));
        }
        if (soft.group(1).equals("unlimited")) {
            return List.of(Finding.ok(NAME, "There is no limit."));
        }
        long limit = Long.parseLong(soft.group(1));
        long needed = BASE + perPerson * people;
        if (limit >= needed) {
            return List.of(
                    Finding.ok(
                            NAME,
                            "A process here may have %d open, %d people need up to %d."
                                    .formatted(limit, people, needed)));
        }
        return List.of(
                Finding.warning(
                        NAME,
                        "A process here may have %d open, but %d people, as many as the configuration lets in, need up to %d."
                                .formatted(limit, people, needed),
                        "Raise it to %d (LimitNOFILE= in the service, ulimits: nofile: in Compose, ulimit -n in a shell), or lower FOYER_MAX_ROOMS."
                                .formatted(needed)));
    }
}
