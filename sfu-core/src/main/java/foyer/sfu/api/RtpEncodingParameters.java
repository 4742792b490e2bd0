package foyer.sfu.api;

import org.jspecify.annotations.Nullable;

/**
 * One stream of a producer or consumer.
 *
 * @param ssrc null where the stream is learnt by {@code rid} or {@code mid}
 * @param rid the simulcast stream's name (RFC 8852)
 * @param codecPayloadType null means the first media codec
 * @param rtx the retransmission stream (RFC 4588), null where there is none
 * @param dtx whether silence is not sent
 * @param scalabilityMode such as {@code L1T3} (WebRTC-SVC); null means {@code L1T1}
 * @param scaleResolutionDownBy told by the sender, for information
 * @param maxBitrate bits a second
 */
public record RtpEncodingParameters(
        @Nullable Long ssrc,
        @Nullable String rid,
        @Nullable Integer codecPayloadType,
        @Nullable Rtx rtx,
        @Nullable Boolean dtx,
        @Nullable String scalabilityMode,
        @Nullable Double scaleResolutionDownBy,
        @Nullable Long maxBitrate) {
    /** The SSRC that retransmissions come on. */
    public record Rtx(long ssrc) {}

    /** A stream known by its SSRC. */
    public static RtpEncodingParameters ofSsrc(long ssrc, @Nullable Long rtxSsrc) {
        return new RtpEncodingParameters(
                ssrc,
                null,
                null,
                rtxSsrc == null ? null : new Rtx(rtxSsrc),
                null,
                null,
                null,
                null);
    }

    /** A stream known by its name. */
    public static RtpEncodingParameters ofRid(String rid) {
        return new RtpEncodingParameters(null, rid, null, null, null, null, null, null);
    }
}
