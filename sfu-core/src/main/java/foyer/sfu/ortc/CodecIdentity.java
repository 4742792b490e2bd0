package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpCodecParameters;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a codec this codec and not another, of a capability or of parameters. The rules are
 * mediasoup v3's, with AV1's (AV1 RTP specification 1.0, 7.2) added.
 *
 * @param mimeType in lower case
 * @param channels 0 for video
 */
record CodecIdentity(String mimeType, int clockRate, int channels, Map<String, Object> parameters) {

    static CodecIdentity of(RtpCodecCapability codec) {
        return of(
                codec.mimeType(), codec.clockRate(), codec.channels(), present(codec.parameters()));
    }

    static CodecIdentity of(RtpCodecParameters codec) {
        return of(
                codec.mimeType(), codec.clockRate(), codec.channels(), present(codec.parameters()));
    }

    private static CodecIdentity of(
            String mimeType,
            int clockRate,
            @Nullable Integer channels,
            Map<String, Object> parameters) {
        String lower = mimeType.toLowerCase(Locale.ROOT);
        int count = lower.startsWith("audio/") ? (channels == null ? 1 : channels) : 0;
        return new CodecIdentity(lower, clockRate, count, parameters);
    }

    static boolean isRtx(String mimeType) {
        return mimeType.toLowerCase(Locale.ROOT).endsWith("/rtx");
    }

    /** Only repairs or wraps what another codec made, so it cannot stand alone. */
    static boolean isAuxiliary(String mimeType) {
        return switch (mimeType.toLowerCase(Locale.ROOT)) {
            case "video/rtx", "audio/rtx", "audio/red", "video/red" -> true;
            case "video/ulpfec", "video/flexfec-03", "audio/telephone-event", "audio/cn" -> true;
            default -> false;
        };
    }

    /** Same name, clock and channels, whatever the parameters. */
    boolean isKindOf(CodecIdentity other) {
        return mimeType.equals(other.mimeType)
                && clockRate == other.clockRate
                && channels == other.channels;
    }

    /** A stream of the one can be decoded as the other. */
    boolean matches(CodecIdentity other) {
        if (!isKindOf(other)) {
            return false;
        }
        return switch (mimeType) {
            case "video/h264" ->
                    agree(other, "packetization-mode")
                            && H264Profile.matches(parameters, other.parameters);
            case "video/vp9" -> agree(other, "profile-id");
            case "video/av1" -> agree(other, "profile") && agree(other, "tier");
            default -> true;
        };
    }

    /** Equal numbers, absent is 0; what is no number equals nothing. */
    private boolean agree(CodecIdentity other, String key) {
        int mine = Fmtp.number(parameters, key, 0);
        return mine != Fmtp.NOT_A_NUMBER && mine == Fmtp.number(other.parameters, key, 0);
    }
}
