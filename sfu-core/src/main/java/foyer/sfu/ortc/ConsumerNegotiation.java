package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpHeaderExtension;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.ScalabilityMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a producer's streams in the router's numbers to what one receiver is sent. */
final class ConsumerNegotiation {
    private ConsumerNegotiation() {}

    static boolean canConsume(RtpParameters consumable, RtpCapabilities receiver) {
        return present(consumable.codecs()).stream()
                .filter(codec -> !CodecIdentity.isAuxiliary(codec.mimeType()))
                .anyMatch(codec -> decoder(codec, receiver).isPresent());
    }

    static RtpParameters parameters(
            RtpParameters consumable,
            RtpCapabilities receiver,
            String mid,
            long ssrc,
            @Nullable Long rtxSsrc,
            String cname) {
        if (!canConsume(consumable, receiver)) {
            throw new MediaException(
                    Reason.CANNOT_CONSUME,
                    "the receiver has none of the producer's codecs: " + names(consumable));
        }
        List<RtpHeaderExtensionParameters> extensions = understood(consumable, receiver);
        List<RtpCodecParameters> codecs =
                withEstimator(codecs(consumable, receiver, rtxSsrc), excluded(extensions));
        boolean rtx = codecs.stream().anyMatch(codec -> CodecIdentity.isRtx(codec.mimeType()));
        return new RtpParameters(
                mid,
                codecs,
                extensions,
                List.of(encoding(consumable, ssrc, rtx ? rtxSsrc : null)),
                new RtcpParameters(cname, true, true));
    }

    // The producer's order stays: its first codec is what it sends.
    private static List<RtpCodecParameters> codecs(
            RtpParameters consumable, RtpCapabilities receiver, @Nullable Long rtxSsrc) {
        List<RtpCodecParameters> codecs = new ArrayList<>();
        for (RtpCodecParameters codec : present(consumable.codecs())) {
            if (CodecIdentity.isRtx(codec.mimeType())) {
                continue;
            }
            Optional<RtpCodecCapability> decoder = decoder(codec, receiver);
            if (decoder.isEmpty()) {
                continue;
            }
            codecs.add(with(codec, common(codec, decoder.get())));
            if (rtxSsrc != null && decodesRtx(decoder.get(), receiver)) {
                present(consumable.codecs()).stream()
                        .filter(rtx -> repairs(rtx, codec.payloadType()))
                        .findFirst()
                        .ifPresent(rtx -> codecs.add(with(rtx, List.of())));
            }
        }
        return codecs;
    }

    private static Optional<RtpCodecCapability> decoder(
            RtpCodecParameters codec, RtpCapabilities receiver) {
        CodecIdentity sent = CodecIdentity.of(codec);
        return present(receiver.codecs()).stream()
                .filter(capability -> CodecIdentity.of(capability).matches(sent))
                .findFirst();
    }

    private static boolean decodesRtx(RtpCodecCapability media, RtpCapabilities receiver) {
        Integer payloadType = media.preferredPayloadType();
        return present(receiver.codecs()).stream()
                .filter(codec -> CodecIdentity.isRtx(codec.mimeType()))
                .map(codec -> Fmtp.number(present(codec.parameters()), "apt", Fmtp.NOT_A_NUMBER))
                .anyMatch(apt -> payloadType == null || payloadType.equals(apt));
    }

    private static boolean repairs(RtpCodecParameters rtx, int payloadType) {
        return CodecIdentity.isRtx(rtx.mimeType())
                && Fmtp.number(present(rtx.parameters()), "apt", Fmtp.NOT_A_NUMBER) == payloadType;
    }

    private static List<RtcpFeedback> common(RtpCodecParameters codec, RtpCodecCapability decoder) {
        return present(codec.rtcpFeedback()).stream()
                .filter(present(decoder.rtcpFeedback())::contains)
                .toList();
    }

    // A receiver's kinds are not compared: browsers share ids between kinds and name one of them.
    private static List<RtpHeaderExtensionParameters> understood(
            RtpParameters consumable, RtpCapabilities receiver) {
        return present(consumable.headerExtensions()).stream()
                .filter(sent ->
                        present(receiver.headerExtensions()).stream()
                                .anyMatch(known -> understands(known, sent)))
                .toList();
    }

    private static boolean understands(
            RtpHeaderExtension known, RtpHeaderExtensionParameters sent) {
        return known.preferredId() == sent.id()
                && known.uri().equals(sent.uri())
                && ("sendrecv".equals(present(known.direction()))
                        || "recvonly".equals(present(known.direction())));
    }

    // One estimator a stream: transport-wide feedback before REMB, each with its extension only.
    private static Set<String> excluded(List<RtpHeaderExtensionParameters> extensions) {
        if (has(extensions, HeaderExtensionUri.TRANSPORT_WIDE_CC)) {
            return Set.of("goog-remb");
        }
        return has(extensions, HeaderExtensionUri.ABS_SEND_TIME)
                ? Set.of("transport-cc")
                : Set.of("transport-cc", "goog-remb");
    }

    private static boolean has(List<RtpHeaderExtensionParameters> extensions, String uri) {
        return extensions.stream().anyMatch(extension -> extension.uri().equals(uri));
    }

    private static List<RtpCodecParameters> withEstimator(
            List<RtpCodecParameters> codecs, Set<String> excluded) {
        return codecs.stream()
                .map(codec ->
                        with(
                                codec,
                                present(codec.rtcpFeedback()).stream()
                                        .filter(fb -> !excluded.contains(fb.type()))
                                        .toList()))
                .toList();
    }

    private static RtpCodecParameters with(RtpCodecParameters codec, List<RtcpFeedback> feedback) {
        return new RtpCodecParameters(
                codec.mimeType(),
                codec.payloadType(),
                codec.clockRate(),
                codec.channels(),
                present(codec.parameters()),
                feedback);
    }

    private static RtpEncodingParameters encoding(
            RtpParameters consumable, long ssrc, @Nullable Long rtxSsrc) {
        List<RtpEncodingParameters> encodings = present(consumable.encodings());
        return new RtpEncodingParameters(
                ssrc,
                null,
                null,
                rtxSsrc == null ? null : new RtpEncodingParameters.Rtx(rtxSsrc),
                null,
                scalabilityMode(encodings),
                null,
                encodings.stream()
                        .map(RtpEncodingParameters::maxBitrate)
                        .filter(bitrate -> bitrate != null && bitrate > 0)
                        .max(Long::compare)
                        .orElse(null));
    }

    // To a consumer simulcast streams are spatial layers.
    private static @Nullable String scalabilityMode(List<RtpEncodingParameters> encodings) {
        String mode =
                encodings.stream()
                        .map(RtpEncodingParameters::scalabilityMode)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return encodings.size() > 1
                ? "L" + encodings.size() + "T" + ScalabilityMode.parse(mode).temporalLayers()
                : mode;
    }

    private static List<String> names(RtpParameters consumable) {
        return present(consumable.codecs()).stream().map(RtpCodecParameters::mimeType).toList();
    }
}
