package foyer.sfu.scenario;

import foyer.sfu.codec.CodecKind;
import java.util.Map;

/** How each stream of a simulcast is written, and what tells its temporal layers. */
enum StreamForm {
    VP8("video/VP8", PeerParameters.VP8, TemporalPattern.L1T3, Described.BY_PAYLOAD),
    VP9("video/VP9", PeerParameters.VP9, TemporalPattern.L1T3, Described.BY_PAYLOAD),
    VP9_FLEXIBLE("video/VP9", PeerParameters.VP9, TemporalPattern.L1T3, Described.BY_PAYLOAD),
    AV1("video/AV1", PeerParameters.AV1, TemporalPattern.L1T3, Described.BY_DESCRIPTOR),
    H264("video/H264", PeerParameters.H264, TemporalPattern.L1T1, Described.BY_PAYLOAD),
    H264_DESCRIBED_T2(
            "video/H264", PeerParameters.H264, TemporalPattern.L1T2, Described.BY_DESCRIPTOR),
    H264_DESCRIBED_T3(
            "video/H264", PeerParameters.H264, TemporalPattern.L1T3, Described.BY_DESCRIPTOR),
    H264_MARKED_T2("video/H264", PeerParameters.H264, TemporalPattern.L1T2, Described.BY_MARKING),
    H264_MARKED_T3("video/H264", PeerParameters.H264, TemporalPattern.L1T3, Described.BY_MARKING);

    /** Where the facts about a frame stand. */
    enum Described {
        BY_PAYLOAD,
        BY_DESCRIPTOR,
        BY_MARKING
    }

    private final String mimeType;
    private final int payloadType;
    private final TemporalPattern pattern;
    private final Described described;

    StreamForm(String mimeType, int payloadType, TemporalPattern pattern, Described described) {
        this.mimeType = mimeType;
        this.payloadType = payloadType;
        this.pattern = pattern;
        this.described = described;
    }

    String mimeType() {
        return mimeType;
    }

    CodecKind codec() {
        return CodecKind.ofMimeType(mimeType);
    }

    int payloadType() {
        return payloadType;
    }

    int rtxPayloadType() {
        return this == VP8 ? PeerParameters.VP8_RTX : PeerParameters.LAYERED_RTX;
    }

    TemporalPattern pattern() {
        return pattern;
    }

    Described described() {
        return described;
    }

    Map<String, Object> parameters() {
        return switch (mimeType) {
            case "video/VP9" -> Map.of("profile-id", 0);
            case "video/AV1" -> Map.of("profile", 0);
            case "video/H264" ->
                    Map.of(
                            "profile-level-id",
                            "42e01f",
                            "packetization-mode",
                            1,
                            "level-asymmetry-allowed",
                            1);
            default -> Map.of();
        };
    }
}
