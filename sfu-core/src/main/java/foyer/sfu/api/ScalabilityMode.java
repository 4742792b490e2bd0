package foyer.sfu.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The layers that a mode such as {@code L3T3_KEY} names (W3C WebRTC-SVC 6). Read as mediasoup v3
 * reads it: what follows the known parts is ignored; what is no mode at all is one layer.
 *
 * @param spatialLayers 1…99
 * @param temporalLayers 1…99
 */
public record ScalabilityMode(int spatialLayers, int temporalLayers, Dependency dependency) {
    /** When spatial layers refer to each other. */
    public enum Dependency {
        /** In every picture ({@code L}). */
        ALWAYS,
        /** At key pictures ({@code L…_KEY}, {@code L…_KEY_SHIFT}). */
        KEY_PICTURES,
        /** Never: simulcast in one stream ({@code S}). */
        NEVER
    }

    /** One layer of each, which is also what an absent or unknown mode means. */
    public static final ScalabilityMode L1T1 = new ScalabilityMode(1, 1, Dependency.ALWAYS);

    private static final Pattern SYNTAX =
            Pattern.compile("([LS])([1-9][0-9]?)T([1-9][0-9]?)h?(_KEY)?");

    public static ScalabilityMode parse(@Nullable String mode) {
        Matcher matcher = SYNTAX.matcher(mode == null ? "" : mode);
        if (!matcher.lookingAt()) {
            return L1T1;
        }
        Dependency dependency = Dependency.ALWAYS;
        if ("S".equals(matcher.group(1))) {
            dependency = Dependency.NEVER;
        } else if (matcher.group(4) != null) {
            dependency = Dependency.KEY_PICTURES;
        }
        return new ScalabilityMode(
                Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), dependency);
    }
}
