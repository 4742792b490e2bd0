package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpCodecCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives a router's codecs their payload types, in mediasoup's order: 100 to 126, then 96 to 99. */
final class PayloadTypes {
    // 127 is left out: the browser library receives probes on it.
    private static final int FIRST = 100;
    private static final int LAST = 126;
    private static final int FIRST_SPARE = 96;

    private int taken;

    private PayloadTypes() {}

    /** The codecs with payload types, each video codec followed by its RTX (RFC 4588 8.6). */
    static List<RtpCodecCapability> assign(List<RtpCodecCapability> mediaCodecs) {
        PayloadTypes types = new PayloadTypes();
        List<RtpCodecCapability> assigned = new ArrayList<>();
        for (RtpCodecCapability codec : mediaCodecs) {
            int payloadType = types.take();
            assigned.add(
                    new RtpCodecCapability(
                            codec.kind(),
                            codec.mimeType(),
                            payloadType,
                            codec.clockRate(),
                            codec.channels(),
                            present(codec.parameters()),
                            present(codec.rtcpFeedback())));
            if (codec.kind() == MediaKind.VIDEO) {
                assigned.add(rtx(types.take(), codec.clockRate(), payloadType));
            }
        }
        return assigned;
    }

    private static RtpCodecCapability rtx(int payloadType, int clockRate, int apt) {
        return new RtpCodecCapability(
                MediaKind.VIDEO,
                "video/rtx",
                payloadType,
                clockRate,
                null,
                Map.of("apt", apt),
                List.of());
    }

    private int take() {
        if (taken > LAST - FIRST_SPARE) {
            throw new IllegalStateException("codecs need more payload types than " + taken);
        }
        int offset = FIRST - FIRST_SPARE + taken++;
        return FIRST_SPARE + offset % (LAST - FIRST_SPARE + 1);
    }
}
