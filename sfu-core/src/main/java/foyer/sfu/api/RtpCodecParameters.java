package foyer.sfu.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A codec that is sent, with its payload type; fields as in {@link RtpCodecCapability}. */
public record RtpCodecParameters(
        String mimeType,
        int payloadType,
        int clockRate,
        @Nullable Integer channels,
        @Nullable Map<String, Object> parameters,
        @Nullable List<RtcpFeedback> rtcpFeedback) {
    public RtpCodecParameters {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        rtcpFeedback = rtcpFeedback == null ? List.of() : List.copyOf(rtcpFeedback);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public Map<String, Object> parameters() {
        return Objects.requireNonNull(parameters);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<RtcpFeedback> rtcpFeedback() {
        return Objects.requireNonNull(rtcpFeedback);
    }
}
