package foyer.sfu.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody can receive: codecs and header extensions, mediasoup v3's {@code RtpCapabilities}.
 */
public record RtpCapabilities(
        @Nullable List<RtpCodecCapability> codecs,
        @Nullable List<RtpHeaderExtension> headerExtensions) {
    public RtpCapabilities {
        codecs = codecs == null ? List.of() : List.copyOf(codecs);
        headerExtensions = headerExtensions == null ? List.of() : List.copyOf(headerExtensions);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<RtpCodecCapability> codecs() {
        return Objects.requireNonNull(codecs);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<RtpHeaderExtension> headerExtensions() {
        return Objects.requireNonNull(headerExtensions);
    }
}
