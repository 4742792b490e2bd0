package foyer.load.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a publisher says it sends, with a browser's numbers, as {@code produce} takes it. */
final class SentParameters {
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    static final int AUDIO_LEVEL_ID = 1;
    static final int ABS_SEND_TIME_ID = 2;
    static final int TRANSPORT_CC_ID = 3;
    static final int MID_ID = 4;
    static final int RID_ID = 10;
    static final int REPAIRED_RID_ID = 11;

    private static final String SDES = "urn:ietf:params:rtp-hdrext:sdes:";
    private static final String ABS_SEND_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    private static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    private SentParameters() {}

    static Map<String, Object> audio(String cname, long ssrc) {
        Map<String, Object> opus =
                Map.of(
                        "mimeType",
                        "audio/opus",
                        "payloadType",
                        OPUS,
                        "clockRate",
                        48_000,
                        "channels",
                        2,
                        "parameters",
                        Map.of("useinbandfec", 1, "minptime", 10),
                        "rtcpFeedback",
                        List.of(feedback("transport-cc", "")));
        return parameters(
                cname,
                List.of(opus),
                List.of(
                        extension(SDES + "mid", MID_ID),
                        extension(ABS_SEND_TIME, ABS_SEND_TIME_ID),
                        extension(TRANSPORT_CC, TRANSPORT_CC_ID),
                        extension("urn:ietf:params:rtp-hdrext:ssrc-audio-level", AUDIO_LEVEL_ID)),
                List.of(Map.of("ssrc", ssrc, "dtx", false)));
    }

    /** Simulcast by names of streams, as browsers do; also for a single one. */
    static Map<String, Object> video(String cname, List<Integer> kbps, int temporalLayers) {
        List<Map<String, Object>> encodings = new ArrayList<>();
        for (int layer = 0; layer < kbps.size(); layer++) {
            encodings.add(
                    Map.of(
                            "rid",
                            rid(layer),
                            "maxBitrate",
                            kbps.get(layer) * 1000L,
                            "scalabilityMode",
                            "L1T" + temporalLayers,
                            "scaleResolutionDownBy",
                            (double) (1 << (kbps.size() - 1 - layer))));
        }
        return parameters(cname, videoCodecs(), videoExtensions(), encodings);
    }

    static String rid(int layer) {
        return "r" + layer;
    }

    private static List<Map<String, Object>> videoCodecs() {
        Map<String, Object> vp8 =
                Map.of(
                        "mimeType",
                        "video/VP8",
                        "payloadType",
                        VP8,
                        "clockRate",
                        90_000,
                        "parameters",
                        Map.of(),
                        "rtcpFeedback",
                        List.of(
                                feedback("transport-cc", ""),
                                feedback("ccm", "fir"),
                                feedback("nack", ""),
                                feedback("nack", "pli")));
        Map<String, Object> rtx =
                Map.of(
                        "mimeType",
                        "video/rtx",
                        "payloadType",
                        VP8_RTX,
                        "clockRate",
                        90_000,
                        "parameters",
                        Map.of("apt", VP8),
                        "rtcpFeedback",
                        List.of());
        return List.of(vp8, rtx);
    }

    private static List<Map<String, Object>> videoExtensions() {
        return List.of(
                extension(SDES + "mid", MID_ID),
                extension(SDES + "rtp-stream-id", RID_ID),
                extension(SDES + "repaired-rtp-stream-id", REPAIRED_RID_ID),
                extension(ABS_SEND_TIME, ABS_SEND_TIME_ID),
                extension(TRANSPORT_CC, TRANSPORT_CC_ID));
    }

    private static Map<String, Object> parameters(
            String cname,
            List<Map<String, Object>> codecs,
            List<Map<String, Object>> extensions,
            List<Map<String, Object>> encodings) {
        return Map.of(
                "mid",
                "0",
                "codecs",
                codecs,
                "headerExtensions",
                extensions,
                "encodings",
                encodings,
                "rtcp",
                Map.of("cname", cname, "reducedSize", true));
    }

    private static Map<String, Object> extension(String uri, int id) {
        return Map.of("uri", uri, "id", id, "encrypt", false, "parameters", Map.of());
    }

    private static Map<String, Object> feedback(String type, String parameter) {
        return Map.of("type", type, "parameter", parameter);
    }
}
