package foyer.sfu.ortc;

/** The header extensions that the router understands, by their names in SDP. */
final class HeaderExtensionUri {
    static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    static final String REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    static final String ABS_SEND_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    static final String TRANSPORT_WIDE_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";
    static final String FRAME_MARKING = "urn:ietf:params:rtp-hdrext:framemarking";
    static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";
    static final String TIME_OFFSET = "urn:ietf:params:rtp-hdrext:toffset";
    static final String ABS_CAPTURE_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";
    static final String PLAYOUT_DELAY =
            "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    private HeaderExtensionUri() {}
}
