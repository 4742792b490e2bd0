package foyer.sfu.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The layers a W3C WebRTC-SVC mode such as {@code L3T3_KEY} names, read as mediasoup v3 reads it:
 * what follows the numbers is ignored but {@code _KEY}, anything else is one layer.
 *
 * @param spatialLayers 1…99
 * @param temporalLayers 1…99
 * @param keyMode true when upper spatial layers refer to lower ones at key pictures only (K-SVC)
 */
public record ScalabilityMode(int spatialLayers, int temporalLayers, boolean keyMode) {
    /** One layer. */
    public static final ScalabilityMode NONE = new ScalabilityMode(1, 1, false);

    private static final Pattern MODE = Pattern.compile("^[LS]([1-9]\\d?)T([1-9]\\d?)(_KEY)?");

    public static ScalabilityMode parse(@Nullable String mode) {
        if (mode == null) {
            return NONE;
        }
        Matcher matcher = MODE.matcher(mode);
        if (!matcher.find()) {
            return NONE;
        }
        return new ScalabilityMode(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) != null);
    }
}
