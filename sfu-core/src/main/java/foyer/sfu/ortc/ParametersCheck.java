package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether parameters of a producer are consistent and of a size that a sender has use for. */
final class ParametersCheck {
    private static final int MAX_CNAME = 255;
    // RFC 5888 4: a token.
    private static final Pattern MID = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,32}");

    private ParametersCheck() {}

    static void check(RtpParameters parameters, MediaKind kind) {
        String mid = parameters.mid();
        Check.that(mid == null || MID.matcher(mid).matches(), "mid", mid);
        codecs(parameters, kind);
        headerExtensions(parameters);
        EncodingsCheck.check(parameters);
        rtcp(present(parameters.rtcp()));
    }

    private static void codecs(RtpParameters parameters, MediaKind kind) {
        Check.size(present(parameters.codecs()), Check.MAX_CODECS, "codecs");
        Map<Integer, RtpCodecParameters> byPayloadType = new HashMap<>();
        for (RtpCodecParameters codec : present(parameters.codecs())) {
            Check.codec(
                    codec.mimeType(),
                    kind.toString(),
                    codec.clockRate(),
                    codec.channels(),
                    present(codec.parameters()),
                    present(codec.rtcpFeedback()));
            payloadType(codec.payloadType());
            Check.that(
                    byPayloadType.put(codec.payloadType(), codec) == null,
                    "payloadType given twice",
                    codec.payloadType());
        }
        boolean media =
                present(parameters.codecs()).stream()
                        .anyMatch(codec -> !CodecIdentity.isAuxiliary(codec.mimeType()));
        Check.that(media, "media codecs", 0);
        rtx(byPayloadType);
    }

    private static void payloadType(int payloadType) {
        Check.range(payloadType, 0, 127, "payloadType");
        // RFC 5761 4: with RTCP on the same port these read as RTCP packet types.
        Check.that(
                payloadType < 64 || payloadType > 95,
                "payloadType that reads as RTCP",
                payloadType);
    }

    // RFC 4588 8.6: apt is the payload type that is retransmitted.
    private static void rtx(Map<Integer, RtpCodecParameters> byPayloadType) {
        Set<Integer> repaired = new HashSet<>();
        for (RtpCodecParameters codec : byPayloadType.values()) {
            if (!CodecIdentity.isRtx(codec.mimeType())) {
                continue;
            }
            int apt = Fmtp.number(present(codec.parameters()), "apt", Fmtp.NOT_A_NUMBER);
            RtpCodecParameters media = byPayloadType.get(apt);
            Check.that(
                    media != null && !CodecIdentity.isRtx(media.mimeType()),
                    "apt without a codec",
                    apt);
            Check.that(repaired.add(apt), "apt given twice", apt);
        }
    }

    private static void headerExtensions(RtpParameters parameters) {
        Check.size(
                present(parameters.headerExtensions()),
                Check.MAX_HEADER_EXTENSIONS,
                "headerExtensions");
        Set<Integer> ids = new HashSet<>();
        Set<String> uris = new HashSet<>();
        for (RtpHeaderExtensionParameters extension : present(parameters.headerExtensions())) {
            Check.uri(extension.uri());
            Check.uniqueId(ids, extension.id());
            Check.that(
                    uris.add(extension.uri()), "header extension uri given twice", extension.uri());
            // RFC 6904 is not spoken here.
            Check.that(
                    !Boolean.TRUE.equals(extension.encrypt()),
                    "encrypted header extension",
                    extension.uri());
            Check.parameters(present(extension.parameters()));
        }
    }

    private static void rtcp(@Nullable RtcpParameters rtcp) {
        if (rtcp == null) {
            return;
        }
        if (rtcp.cname() != null) {
            Check.text(rtcp.cname(), 0, MAX_CNAME, "cname");
        }
        Check.that(!Boolean.FALSE.equals(rtcp.mux()), "rtcp mux", rtcp.mux());
    }
}
