package foyer.sfu.codec;

import java.util.Locale;

/** The payload formats we know facts of. */
public enum CodecKind {
    OPUS,
    VP8,
    VP9,
    H264,
    AV1,
    RED,
    OTHER;

    /** The kind a MIME type such as {@code video/VP8} names, in any case; never null. */
    public static CodecKind ofMimeType(String mimeType) {
        return switch (mimeType.toLowerCase(Locale.ROOT)) {
            case "audio/opus", "audio/multiopus" -> OPUS;
            case "audio/red" -> RED;
            case "video/vp8" -> VP8;
            case "video/vp9" -> VP9;
            case "video/h264" -> H264;
            case "video/av1" -> AV1;
            default -> OTHER;
        };
    }
}
