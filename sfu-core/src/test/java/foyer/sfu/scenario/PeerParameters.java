package foyer.sfu.scenario;

import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a virtual peer says it sends: a browser's numbers, which differ from the router's. */
public final class PeerParameters {
    public static final int OPUS = 111;
    public static final int VP8 = 96;
    static final int VP8_RTX = 97;

    public static final int MID_ID = 9;
    static final int VP9 = 98;
    static final int AV1 = 45;
    static final int H264 = 102;
    static final int LAYERED_RTX = 99;

    /** Behind the ids of the one-byte form: it has long values. */
    static final int DESCRIPTOR_ID = 12;

    static final int MARKING_ID = 13;

    public static final int RID_ID = 10;
    static final int REPAIRED_RID_ID = 11;
    static final int ABS_SEND_TIME_ID = 2;
    static final int TRANSPORT_CC_ID = 3;
    public static final int AUDIO_LEVEL_ID = 1;

    private static final String DESCRIPTOR_URI =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";
    private static final String SDES = "urn:ietf:params:rtp-hdrext:sdes:";

    private PeerParameters() {}

    public static RtpParameters audio(String mid, String cname, long ssrc) {
        return new RtpParameters(
                mid,
                List.of(
                        new RtpCodecParameters(
                                "audio/opus",
                                OPUS,
                                48_000,
                                2,
                                Map.of("useinbandfec", 1),
                                List.of(RtcpFeedback.of("nack"), RtcpFeedback.of("transport-cc")))),
                List.of(
                        extension(SDES + "mid", MID_ID),
                        extension(
                                "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                                ABS_SEND_TIME_ID),
                        extension(
                                "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                                TRANSPORT_CC_ID),
                        extension("urn:ietf:params:rtp-hdrext:ssrc-audio-level", AUDIO_LEVEL_ID)),
                List.of(RtpEncodingParameters.ofSsrc(ssrc, null)),
                new RtcpParameters(cname, true, true));
    }

    /** Simulcast of VP8. */
    public static RtpParameters video(String mid, String cname, List<String> rids) {
        return simulcast(mid, cname, StreamForm.VP8, rids);
    }

    /** Simulcast without signaled SSRCs. */
    static RtpParameters simulcast(String mid, String cname, StreamForm form, List<String> rids) {
        List<RtpEncodingParameters> encodings = new ArrayList<>();
        rids.forEach(rid -> encodings.add(RtpEncodingParameters.ofRid(rid)));
        List<RtpHeaderExtensionParameters> extensions =
                new ArrayList<>(
                        List.of(
                                extension(SDES + "mid", MID_ID),
                                extension(SDES + "rtp-stream-id", RID_ID),
                                extension(SDES + "repaired-rtp-stream-id", REPAIRED_RID_ID),
                                extension(
                                        "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                                        ABS_SEND_TIME_ID),
                                extension(
                                        "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                                        TRANSPORT_CC_ID)));
        if (form.described() == StreamForm.Described.BY_DESCRIPTOR) {
            extensions.add(extension(DESCRIPTOR_URI, DESCRIPTOR_ID));
        }
        if (form.described() == StreamForm.Described.BY_MARKING) {
            extensions.add(extension("urn:ietf:params:rtp-hdrext:framemarking", MARKING_ID));
        }
        return new RtpParameters(
                mid,
                List.of(
                        new RtpCodecParameters(
                                form.mimeType(),
                                form.payloadType(),
                                90_000,
                                null,
                                form.parameters(),
                                List.of(
                                        RtcpFeedback.of("goog-remb"),
                                        RtcpFeedback.of("transport-cc"),
                                        RtcpFeedback.of("ccm", "fir"),
                                        RtcpFeedback.of("nack"),
                                        RtcpFeedback.of("nack", "pli"))),
                        new RtpCodecParameters(
                                "video/rtx",
                                form.rtxPayloadType(),
                                90_000,
                                null,
                                Map.of("apt", form.payloadType()),
                                List.of())),
                extensions,
                encodings,
                new RtcpParameters(cname, true, true));
    }

    /** Capabilities of somebody who does not tell what arrives: nothing is held back for them. */
    public static RtpCapabilities withoutCongestionFeedback(RtpCapabilities all) {
        List<RtpCodecCapability> codecs = new ArrayList<>();
        for (RtpCodecCapability codec : all.codecs()) {
            codecs.add(
                    new RtpCodecCapability(
                            codec.kind(),
                            codec.mimeType(),
                            codec.preferredPayloadType(),
                            codec.clockRate(),
                            codec.channels(),
                            codec.parameters(),
                            codec.rtcpFeedback().stream()
                                    .filter(one -> !one.type().equals("transport-cc"))
                                    .filter(one -> !one.type().equals("goog-remb"))
                                    .toList()));
        }
        return new RtpCapabilities(codecs, all.headerExtensions());
    }

    /** One stream with all layers in it. */
    static RtpParameters layered(String mid, String cname, SvcForm form, long ssrc, long rtxSsrc) {
        return new RtpParameters(
                mid,
                List.of(
                        new RtpCodecParameters(
                                form.mimeType(),
                                form.payloadType(),
                                90_000,
                                null,
                                form.parameters(),
                                List.of(
                                        RtcpFeedback.of("transport-cc"),
                                        RtcpFeedback.of("nack"),
                                        RtcpFeedback.of("nack", "pli"))),
                        new RtpCodecParameters(
                                "video/rtx",
                                LAYERED_RTX,
                                90_000,
                                null,
                                Map.of("apt", form.payloadType()),
                                List.of())),
                List.of(
                        extension(SDES + "mid", MID_ID),
                        extension(
                                "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                                ABS_SEND_TIME_ID),
                        extension(
                                "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                                TRANSPORT_CC_ID),
                        extension(DESCRIPTOR_URI, DESCRIPTOR_ID)),
                List.of(
                        new RtpEncodingParameters(
                                ssrc,
                                null,
                                null,
                                new RtpEncodingParameters.Rtx(rtxSsrc),
                                null,
                                form.mode(),
                                null,
                                null)),
                new RtcpParameters(cname, true, true));
    }

    private static RtpHeaderExtensionParameters extension(String uri, int id) {
        return new RtpHeaderExtensionParameters(uri, id, false, null);
    }
}
