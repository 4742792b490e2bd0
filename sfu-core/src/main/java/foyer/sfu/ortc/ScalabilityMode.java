package foyer.sfu.ortc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code scalabilityMode} such as {@code L3T3_KEY} says (W3C WebRTC-SVC 6).
 *
 * @param spatialLayers at least 1
 * @param temporalLayers at least 1
 */
public record ScalabilityMode(int spatialLayers, int temporalLayers) {
    /** One layer of each, which is also what an absent or unknown mode means. */
    public static final ScalabilityMode L1T1 = new ScalabilityMode(1, 1);

    private static final Pattern SYNTAX =
            Pattern.compile("[LS]([1-9][0-9]?)T([1-9][0-9]?)(h|_KEY|_KEY_SHIFT)?");

    public static ScalabilityMode parse(@Nullable String mode) {
        if (mode == null) {
            return L1T1;
        }
        Matcher matcher = SYNTAX.matcher(mode);
        return matcher.matches()
                ? new ScalabilityMode(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : L1T1;
    }
}
