package foyer.sfu.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a producer sends or a consumer is sent, mediasoup v3's {@code RtpParameters}. */
public record RtpParameters(
        @Nullable String mid,
        @Nullable List<RtpCodecParameters> codecs,
        @Nullable List<RtpHeaderExtensionParameters> headerExtensions,
        @Nullable List<RtpEncodingParameters> encodings,
        @Nullable RtcpParameters rtcp) {
    public RtpParameters {
        codecs = codecs == null ? List.of() : List.copyOf(codecs);
        headerExtensions = headerExtensions == null ? List.of() : List.copyOf(headerExtensions);
        encodings = encodings == null ? List.of() : List.copyOf(encodings);
        rtcp = rtcp == null ? new RtcpParameters(null, null, null) : rtcp;
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<RtpCodecParameters> codecs() {
        return Objects.requireNonNull(codecs);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<RtpHeaderExtensionParameters> headerExtensions() {
        return Objects.requireNonNull(headerExtensions);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<RtpEncodingParameters> encodings() {
        return Objects.requireNonNull(encodings);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public RtcpParameters rtcp() {
        return Objects.requireNonNull(rtcp);
    }
}
