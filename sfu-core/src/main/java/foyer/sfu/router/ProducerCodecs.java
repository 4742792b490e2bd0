package foyer.sfu.router;

import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadInspector;
import java.util.Locale;

/** A producer's payload types: which codec each is, and whether it carries retransmissions. */
final class ProducerCodecs {
    private final CodecKind[] kinds = new CodecKind[128];
    private final PayloadInspector[] inspectors = new PayloadInspector[128];
    private final boolean[] media = new boolean[128];
    private final int[] repaired = new int[128];
    private final RtpCodecParameters first;

    ProducerCodecs(RtpParameters parameters) {
        first = parameters.codecs().getFirst();
        for (RtpCodecParameters codec : parameters.codecs()) {
            int type = codec.payloadType();
            if (codec.mimeType().toLowerCase(Locale.ROOT).endsWith("/rtx")) {
                repaired[type] = apt(codec);
            } else {
                media[type] = true;
                kinds[type] = CodecKind.ofMimeType(codec.mimeType());
                inspectors[type] = PayloadInspector.of(kinds[type]);
            }
        }
    }

    /** A number, or its text: parameters come from SDP. */
    private static int apt(RtpCodecParameters codec) {
        return switch (codec.parameters().get("apt")) {
            case Number number -> number.intValue();
            case String text when text.matches("[0-9]{1,3}") -> Integer.parseInt(text);
            case null, default -> 0;
        };
    }

    /** The codec that the streams are made of. */
    RtpCodecParameters first() {
        return first;
    }

    CodecKind firstKind() {
        return kinds[first.payloadType()];
    }

    boolean isMedia(int payloadType) {
        return media[payloadType];
    }

    boolean isRtx(int payloadType) {
        return repaired[payloadType] > 0;
    }

    /** The payload type whose packets come again under this one (RFC 4588 8.6, {@code apt}). */
    int repaired(int payloadType) {
        return repaired[payloadType];
    }

    PayloadInspector inspector(int payloadType) {
        return inspectors[payloadType];
    }

    boolean hasFeedback(String type, String parameter) {
        return first.rtcpFeedback().stream()
                .anyMatch(f -> f.type().equals(type) && parameter.equals(f.parameter()));
    }
}
