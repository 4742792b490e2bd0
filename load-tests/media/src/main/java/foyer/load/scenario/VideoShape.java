package foyer.load.scenario;

import java.util.List;

/**
 * The video of a sender: VP8, one simulcast layer for each bitrate.
 *
 * @param kbps the layers' bitrates in thousands of bits a second, lowest first
 * @param fps frames a second
 * @param temporalLayers 1…3
 */
public record VideoShape(List<Integer> kbps, int fps, int temporalLayers) {
    public VideoShape {
        kbps = List.copyOf(kbps);
    }
}
