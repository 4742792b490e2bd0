package foyer.sfu.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One {@code a=rtcp-fb} (RFC 4585 4.2), such as {@code nack pli}.
 *
 * @param parameter null or empty where there is none
 */
public record RtcpFeedback(String type, @Nullable String parameter) {
    public RtcpFeedback {
        parameter = parameter == null ? "" : parameter;
    }

    public static RtcpFeedback of(String type) {
        return new RtcpFeedback(type, "");
    }

    public static RtcpFeedback of(String type, String parameter) {
        return new RtcpFeedback(type, parameter);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public String parameter() {
        return Objects.requireNonNull(parameter);
    }
}
