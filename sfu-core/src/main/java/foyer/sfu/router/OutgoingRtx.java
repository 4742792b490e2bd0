package foyer.sfu.router;

import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The retransmission stream of a consumer (RFC 4588). */
record OutgoingRtx(long ssrc, int payloadType) {
    /** Null where none was negotiated. */
    static @Nullable OutgoingRtx of(RtpParameters parameters) {
        RtpEncodingParameters.Rtx rtx = parameters.encodings().getFirst().rtx();
        if (rtx == null) {
            return null;
        }
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (codec.mimeType().toLowerCase(Locale.ROOT).endsWith("/rtx")) {
                return new OutgoingRtx(rtx.ssrc(), codec.payloadType());
            }
        }
        return null;
    }
}
