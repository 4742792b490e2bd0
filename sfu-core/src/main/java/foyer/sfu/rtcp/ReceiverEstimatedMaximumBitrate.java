package foyer.sfu.rtcp;

import java.util.List;

/**
 * The most a receiver thinks the path carries (draft-alvestrand-rmcat-remb-03 2.2).
 *
 * @param bitrate in bits per second, at least 0; 18 significant bits travel
 * @param ssrcs at most 255
 */
public record ReceiverEstimatedMaximumBitrate(long senderSsrc, long bitrate, List<Long> ssrcs)
        implements RtcpMessage {
    static final int MAX_SSRCS = 255;

    public ReceiverEstimatedMaximumBitrate {
        if (bitrate < 0) {
            throw new IllegalArgumentException("bitrate: " + bitrate);
        }
        ssrcs = Limits.atMost(MAX_SSRCS, "ssrcs", ssrcs);
    }
}
