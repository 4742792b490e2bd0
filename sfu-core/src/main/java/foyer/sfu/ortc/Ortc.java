package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.ScalabilityMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Object RTC as mediasoup v3 understands it ({@code ortc} of mediasoup at commit 16bf59f and of
 * mediasoup-client 3.24.1): from what a producer sends and the router supports to what each
 * consumer is sent. Pure functions.
 *
 * <p>What comes from a peer goes through a {@code validate…} first; the others trust that it did.
 */
public final class Ortc {
    private Ortc() {}

    /**
     * Checks a receiver's capabilities.
     *
     * @throws foyer.sfu.api.MediaException INVALID, naming the value
     */
    public static void validateRtpCapabilities(RtpCapabilities capabilities) {
        CapabilitiesCheck.check(capabilities);
    }

    /**
     * Checks what a producer says it sends.
     *
     * @throws foyer.sfu.api.MediaException INVALID, naming the value
     */
    public static void validateRtpParameters(RtpParameters parameters, MediaKind kind) {
        ParametersCheck.check(parameters, kind);
    }

    /**
     * The router's numbers for a producer's. Header extensions that the router does not receive
     * have none.
     *
     * @throws foyer.sfu.api.MediaException INVALID for a codec that the router does not support
     */
    public static ProducerMapping mapProducer(RtpParameters producer, RtpCapabilities router) {
        return ProducerNegotiation.map(producer, router);
    }

    /**
     * What consumers can be made of: the producer's streams in the router's numbers, all of them
     * under {@code ssrcs}.
     *
     * @param ssrcs one for each encoding of the producer, in their order
     * @throws foyer.sfu.api.MediaException INVALID where their number differs
     */
    public static RtpParameters consumableParameters(
            MediaKind kind,
            RtpParameters producer,
            RtpCapabilities router,
            ProducerMapping mapping,
            List<Long> ssrcs) {
        return ProducerNegotiation.consumable(kind, producer, router, mapping, ssrcs);
    }

    /**
     * Whether the receiver can decode the producer's first codec or another of its media codecs.
     */
    public static boolean canConsume(RtpParameters consumable, RtpCapabilities receiver) {
        return ConsumerNegotiation.canConsume(consumable, receiver);
    }

    /**
     * What one receiver is sent: one stream, however many the producer has, with the codecs, header
     * extensions and feedback that it understands.
     *
     * @param rtxSsrc used if the receiver understands RTX; null for no RTX
     * @throws foyer.sfu.api.MediaException CANNOT_CONSUME
     */
    public static RtpParameters consumerParameters(
            RtpParameters consumable,
            RtpCapabilities receiver,
            String mid,
            long ssrc,
            @Nullable Long rtxSsrc,
            String cname) {
        return ConsumerNegotiation.parameters(consumable, receiver, mid, ssrc, rtxSsrc, cname);
    }

    /**
     * Several streams are simulcast; one stream is SVC where its codec has layers that a receiver
     * can be spared without rewriting (VP9, AV1) and its mode has more than one.
     */
    public static ProducerType typeOf(RtpParameters producer) {
        List<RtpEncodingParameters> encodings = present(producer.encodings());
        if (encodings.size() > 1) {
            return ProducerType.SIMULCAST;
        }
        if (encodings.isEmpty() || !isScalable(producer, encodings.getFirst())) {
            return ProducerType.SIMPLE;
        }
        ScalabilityMode mode = ScalabilityMode.parse(encodings.getFirst().scalabilityMode());
        return mode.spatialLayers() > 1 || mode.temporalLayers() > 1
                ? ProducerType.SVC
                : ProducerType.SIMPLE;
    }

    private static boolean isScalable(RtpParameters producer, RtpEncodingParameters encoding) {
        Integer wanted = encoding.codecPayloadType();
        for (RtpCodecParameters codec : present(producer.codecs())) {
            if (CodecIdentity.isAuxiliary(codec.mimeType())) {
                continue;
            }
            if (wanted == null || wanted == codec.payloadType()) {
                String mimeType = codec.mimeType().toLowerCase(Locale.ROOT);
                return mimeType.equals("video/vp9") || mimeType.equals("video/av1");
            }
        }
        return false;
    }
}
