package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpHeaderExtension;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a producer's parameters to the router's numbers. */
final class ProducerNegotiation {
    private ProducerNegotiation() {}

    static ProducerMapping map(RtpParameters producer, RtpCapabilities router) {
        Map<Integer, Integer> payloadTypes = new HashMap<>();
        for (RtpCodecParameters codec : present(producer.codecs())) {
            if (!CodecIdentity.isRtx(codec.mimeType())) {
                payloadTypes.put(codec.payloadType(), payloadType(supported(codec, router)));
            }
        }
        for (RtpCodecParameters codec : present(producer.codecs())) {
            if (CodecIdentity.isRtx(codec.mimeType())) {
                payloadTypes.put(codec.payloadType(), rtxOf(codec, router, payloadTypes));
            }
        }
        return new ProducerMapping(payloadTypes, headerExtensionIds(producer, router));
    }

    static RtpParameters consumable(
            MediaKind kind,
            RtpParameters producer,
            RtpCapabilities router,
            ProducerMapping mapping,
            List<Long> ssrcs) {
        List<RtpEncodingParameters> encodings = present(producer.encodings());
        Check.that(ssrcs.size() == encodings.size(), "ssrcs of encodings", ssrcs.size());
        List<RtpEncodingParameters> renamed = new ArrayList<>();
        for (int i = 0; i < encodings.size(); i++) {
            renamed.add(renamed(encodings.get(i), ssrcs.get(i)));
        }
        return new RtpParameters(
                null,
                consumableCodecs(producer, router, mapping),
                sentExtensions(kind, router),
                renamed,
                new RtcpParameters(cname(producer), true, true));
    }

    // Chromium says an empty one for simulcast, of which a receiver would make an empty stream id.
    private static @Nullable String cname(RtpParameters producer) {
        String cname = present(producer.rtcp()).cname();
        return cname == null || cname.isEmpty() ? null : cname;
    }

    private static RtpCodecCapability supported(RtpCodecParameters codec, RtpCapabilities router) {
        CodecIdentity wanted = CodecIdentity.of(codec);
        return present(router.codecs()).stream()
                .filter(capability -> CodecIdentity.of(capability).matches(wanted))
                .findFirst()
                .orElseThrow(() ->
                        Check.invalid(
                                "codec that the router does not support",
                                codec.mimeType() + " " + present(codec.parameters())));
    }

    private static int rtxOf(
            RtpCodecParameters rtx, RtpCapabilities router, Map<Integer, Integer> payloadTypes) {
        int apt = Fmtp.number(present(rtx.parameters()), "apt", Fmtp.NOT_A_NUMBER);
        Integer media = payloadTypes.get(apt);
        if (media == null) {
            throw Check.invalid("apt without a codec", apt);
        }
        RtpCodecCapability capability = rtxFor(media, router);
        if (capability == null) {
            throw Check.invalid("RTX that the router does not support, apt", apt);
        }
        return payloadType(capability);
    }

    private static @Nullable RtpCodecCapability rtxFor(int payloadType, RtpCapabilities router) {
        for (RtpCodecCapability codec : present(router.codecs())) {
            if (CodecIdentity.isRtx(codec.mimeType())
                    && Fmtp.number(present(codec.parameters()), "apt", Fmtp.NOT_A_NUMBER)
                            == payloadType) {
                return codec;
            }
        }
        return null;
    }

    private static Map<Integer, Integer> headerExtensionIds(
            RtpParameters producer, RtpCapabilities router) {
        Map<Integer, Integer> ids = new HashMap<>();
        for (RtpHeaderExtensionParameters sent : present(producer.headerExtensions())) {
            for (RtpHeaderExtension known : present(router.headerExtensions())) {
                if (known.uri().equals(sent.uri())
                        && known.kind() == kindOf(producer)
                        && isDirection(known, "recvonly")) {
                    ids.put(sent.id(), known.preferredId());
                }
            }
        }
        return ids;
    }

    private static List<RtpCodecParameters> consumableCodecs(
            RtpParameters producer, RtpCapabilities router, ProducerMapping mapping) {
        List<RtpCodecParameters> codecs = new ArrayList<>();
        for (RtpCodecParameters codec : present(producer.codecs())) {
            if (CodecIdentity.isRtx(codec.mimeType())) {
                continue;
            }
            int payloadType = mapping.payloadType(codec.payloadType());
            RtpCodecCapability capability = byPayloadType(payloadType, router);
            codecs.add(
                    parameters(capability, parametersOf(present(codec.parameters()), capability)));
            RtpCodecCapability rtx = rtxFor(payloadType, router);
            if (rtx != null) {
                codecs.add(parameters(rtx, present(rtx.parameters())));
            }
        }
        return codecs;
    }

    private static RtpCodecCapability byPayloadType(int payloadType, RtpCapabilities router) {
        return present(router.codecs()).stream()
                .filter(codec -> Objects.equals(codec.preferredPayloadType(), payloadType))
                .findFirst()
                .orElseThrow(() -> Check.invalid("mapped payloadType", payloadType));
    }

    private static RtpCodecParameters parameters(
            RtpCodecCapability codec, Map<String, Object> parameters) {
        return new RtpCodecParameters(
                codec.mimeType(),
                payloadType(codec),
                codec.clockRate(),
                codec.channels(),
                parameters,
                present(codec.rtcpFeedback()));
    }

    // The producer's own, for they describe its stream; of H.264 the level that was agreed upon.
    private static Map<String, Object> parametersOf(
            Map<String, Object> producer, RtpCodecCapability capability) {
        if (!capability.mimeType().toLowerCase(Locale.ROOT).equals("video/h264")) {
            return producer;
        }
        Optional<String> answer = H264Profile.answer(producer, present(capability.parameters()));
        if (answer.isEmpty()) {
            return producer;
        }
        Map<String, Object> agreed = new HashMap<>(producer);
        agreed.put("profile-level-id", answer.get());
        return agreed;
    }

    private static List<RtpHeaderExtensionParameters> sentExtensions(
            MediaKind kind, RtpCapabilities router) {
        return present(router.headerExtensions()).stream()
                .filter(known -> known.kind() == kind && isDirection(known, "sendonly"))
                .map(known ->
                        new RtpHeaderExtensionParameters(
                                known.uri(), known.preferredId(), false, Map.of()))
                .toList();
    }

    private static RtpEncodingParameters renamed(RtpEncodingParameters encoding, long ssrc) {
        return new RtpEncodingParameters(
                ssrc,
                null,
                null,
                null,
                encoding.dtx(),
                encoding.scalabilityMode(),
                encoding.scaleResolutionDownBy(),
                encoding.maxBitrate());
    }

    private static MediaKind kindOf(RtpParameters producer) {
        boolean audio =
                present(producer.codecs()).stream()
                        .anyMatch(codec -> CodecIdentity.of(codec).mimeType().startsWith("audio/"));
        return audio ? MediaKind.AUDIO : MediaKind.VIDEO;
    }

    private static boolean isDirection(RtpHeaderExtension extension, String oneWay) {
        String direction = present(extension.direction());
        return "sendrecv".equals(direction) || oneWay.equals(direction);
    }

    private static int payloadType(RtpCodecCapability codec) {
        Integer payloadType = codec.preferredPayloadType();
        if (payloadType == null) {
            throw new IllegalArgumentException("preferredPayloadType of the router: null");
        }
        return payloadType;
    }
}
