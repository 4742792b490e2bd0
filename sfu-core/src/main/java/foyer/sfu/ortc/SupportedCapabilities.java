package foyer.sfu.ortc;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpHeaderExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a router takes and gives when nobody configures it otherwise. Directions are the router's.
 *
 * <p>RED (RFC 2198) is not among the codecs: the browser library keeps one codec a producer, and
 * RED needs the Opus beside it.
 */
public final class SupportedCapabilities {
    // Chromium asks for lost audio where it is offered nack, though its own SDP never lists it.
    private static final List<RtcpFeedback> AUDIO_FEEDBACK =
            List.of(RtcpFeedback.of("nack"), RtcpFeedback.of("transport-cc"));
    private static final List<RtcpFeedback> VIDEO_FEEDBACK =
            List.of(
                    RtcpFeedback.of("nack"),
                    RtcpFeedback.of("nack", "pli"),
                    RtcpFeedback.of("ccm", "fir"),
                    RtcpFeedback.of("goog-remb"),
                    RtcpFeedback.of("transport-cc"));
    private static final RtpCapabilities ROUTER =
            new RtpCapabilities(PayloadTypes.assign(mediaCodecs()), headerExtensions());

    private SupportedCapabilities() {}

    /** The capabilities to give to {@code Device.load}. */
    public static RtpCapabilities routerCapabilities() {
        return ROUTER;
    }

    // The browser library sends the first codec of a kind that the browser has too.
    private static List<RtpCodecCapability> mediaCodecs() {
        return List.of(
                new RtpCodecCapability(
                        MediaKind.AUDIO,
                        "audio/opus",
                        null,
                        48_000,
                        2,
                        Map.of("useinbandfec", 1),
                        AUDIO_FEEDBACK),
                video("video/VP8", Map.of()),
                video("video/VP9", Map.of("profile-id", 0)),
                video("video/VP9", Map.of("profile-id", 2)),
                h264("42e01f", 1),
                h264("4d001f", 1),
                h264("640c1f", 1),
                h264("64001f", 1),
                h264("42e01f", 0),
                video("video/AV1", Map.of("profile", 0)));
    }

    private static RtpCodecCapability h264(String profileLevelId, int packetizationMode) {
        return video(
                "video/H264",
                Map.of(
                        "profile-level-id", profileLevelId,
                        "packetization-mode", packetizationMode,
                        "level-asymmetry-allowed", 1));
    }

    private static RtpCodecCapability video(String mimeType, Map<String, Object> parameters) {
        return new RtpCodecCapability(
                MediaKind.VIDEO, mimeType, null, 90_000, null, parameters, VIDEO_FEEDBACK);
    }

    private static List<RtpHeaderExtension> headerExtensions() {
        List<RtpHeaderExtension> all = new ArrayList<>();
        both(all, HeaderExtensionUri.MID, 1, "sendrecv");
        // Consumers have one stream each, so names of streams are only received.
        video(all, HeaderExtensionUri.RID, 2, "recvonly");
        video(all, HeaderExtensionUri.REPAIRED_RID, 3, "recvonly");
        both(all, HeaderExtensionUri.ABS_SEND_TIME, 4, "sendrecv");
        // As in mediasoup, audio is counted in what we receive, not in what we send.
        audio(all, HeaderExtensionUri.TRANSPORT_WIDE_CC, 5, "recvonly");
        video(all, HeaderExtensionUri.TRANSPORT_WIDE_CC, 5, "sendrecv");
        video(all, HeaderExtensionUri.FRAME_MARKING, 7, "sendrecv");
        video(all, HeaderExtensionUri.DEPENDENCY_DESCRIPTOR, 8, "sendrecv");
        audio(all, HeaderExtensionUri.AUDIO_LEVEL, 10, "sendrecv");
        video(all, HeaderExtensionUri.VIDEO_ORIENTATION, 11, "sendrecv");
        video(all, HeaderExtensionUri.TIME_OFFSET, 12, "sendrecv");
        both(all, HeaderExtensionUri.ABS_CAPTURE_TIME, 13, "sendrecv");
        video(all, HeaderExtensionUri.PLAYOUT_DELAY, 14, "sendrecv");
        return all;
    }

    private static void both(List<RtpHeaderExtension> all, String uri, int id, String direction) {
        audio(all, uri, id, direction);
        video(all, uri, id, direction);
    }

    private static void audio(List<RtpHeaderExtension> all, String uri, int id, String direction) {
        all.add(new RtpHeaderExtension(MediaKind.AUDIO, uri, id, false, direction));
    }

    private static void video(List<RtpHeaderExtension> all, String uri, int id, String direction) {
        all.add(new RtpHeaderExtension(MediaKind.VIDEO, uri, id, false, direction));
    }
}
