package foyer.sfu.rtp;

import org.jspecify.annotations.Nullable;

/** The header extensions the engine knows, by the URI they are negotiated with. */
public enum HeaderExtension {
    /** RFC 9143 15. */
    MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
    /** RFC 8852 3. */
    RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /** RFC 8852 3. */
    REPAIRED_RID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
    ABS_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
    TRANSPORT_WIDE_CC("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    /** RFC 6464. */
    AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
    /** 3GPP TS 26.114 7.4.5. */
    VIDEO_ORIENTATION("urn:3gpp:video-orientation"),
    /** AV1 RTP specification 1.0, appendix A. */
    DEPENDENCY_DESCRIPTOR(
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"),
    /** RFC 9626. */
    FRAME_MARKING("urn:ietf:params:rtp-hdrext:framemarking"),
    PLAYOUT_DELAY("http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"),
    /** RFC 5450. */
    TIME_OFFSET("urn:ietf:params:rtp-hdrext:toffset"),
    ABS_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time");

    private static final HeaderExtension[] ALL = values();

    private final String uri;

    HeaderExtension(String uri) {
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    public static @Nullable HeaderExtension ofUri(String uri) {
        for (HeaderExtension extension : ALL) {
            if (extension.uri.equals(uri)) {
                return extension;
            }
        }
        return null;
    }
}
