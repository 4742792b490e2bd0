package foyer.signaling.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the clock can be right. Nobody is asked for the time: what is known is that it is later
 * than the build, and whether the kernel thinks that something keeps it.
 */
final class ClockCheck implements Check {
    private static final String NAME = "clock";

    /** The machine that built it may be ahead. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private final Instant now;
    private final String buildTime;
    private final KernelClock kept;

    /** What is known; {@code buildTime} is ISO 8601, or anything else where it is not. */
    ClockCheck(Instant now, String buildTime, KernelClock kept) {
        this.now = now;
        this.buildTime = buildTime;
        this.kept = kept;
    }

    @Override
    public List<Finding> look() {
        Instant built = built();
        if (built != null && now.plus(TOLERANCE).isBefore(built)) {
            return List.of(
                    Finding.problem(
                            NAME,
                            "It says %s, which is before this Foyer was built (%s)."
                                    .formatted(now, built),
                            "Set the clock: certificates are judged, and TURN's passwords made, by"
                                    + " it."));
        }
        return List.of(
                switch (kept) {
                    case KEPT -> Finding.ok(NAME, "Something keeps it right.");
                    case UNKNOWN ->
                            Finding.ok(
                                    NAME,
                                    "It is later than the build; whether something keeps it is not"
                                            + " told here.");
                    case LEFT_ALONE ->
                            Finding.warning(
                                    NAME,
                                    "Nothing keeps it right, as the kernel knows.",
                                    "Switch on NTP on the host (timedatectl set-ntp true):"
                                            + " certificates and TURN's passwords depend on the"
                                            + " time.");
                });
    }

    private @Nullable Instant built() {
        try {
            return Instant.parse(buildTime);
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
