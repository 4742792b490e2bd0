package foyer.sfu.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A codec somebody can receive.
 *
 * @param mimeType such as {@code video/VP8}, compared without case
 * @param preferredPayloadType null where the router may choose
 * @param clockRate hertz
 * @param channels audio only; null means one
 * @param parameters the {@code fmtp} of the codec: strings and numbers
 */
public record RtpCodecCapability(
        MediaKind kind,
        String mimeType,
        @Nullable Integer preferredPayloadType,
        int clockRate,
        @Nullable Integer channels,
        @Nullable Map<String, Object> parameters,
        @Nullable List<RtcpFeedback> rtcpFeedback) {
    public RtpCodecCapability {
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
