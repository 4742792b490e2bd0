package foyer.sfu.engine.front;

import java.util.Map;

/**
 * The shared port at one moment; counts are since the start.
 *
 * @param undecided connections that have not said what they are, right now
 * @param passedOn connections to the proxy, right now
 * @param accepted by where they went
 * @param refused by why
 */
public record FrontReport(
        int undecided,
        int passedOn,
        Map<FrontDestination, Long> accepted,
        Map<FrontRefusal, Long> refused) {
    /** Where there is none. */
    public static final FrontReport NONE = new FrontReport(0, 0, Map.of(), Map.of());

    public FrontReport {
        accepted = Map.copyOf(accepted);
        refused = Map.copyOf(refused);
    }
}
