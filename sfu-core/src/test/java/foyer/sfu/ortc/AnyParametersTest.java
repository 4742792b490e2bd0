package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpFeedback;
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
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Whatever a peer says ends in a {@code MediaException} or in parameters for a consumer. */
@NullUnmarked // Left-out fields stand for what a peer leaves out.
final class AnyParametersTest {
    private static final int ROUNDS = 30_000;
    private static final RtpCapabilities ROUTER = SupportedCapabilities.routerCapabilities();
    private static final String[] TEXTS = {
        null,
        "",
        "video/VP8",
        "video/VP9",
        "video/H264",
        "video/AV1",
        "video/rtx",
        "audio/opus",
        "audio/red",
        "\r\n",
        "é",
        "x".repeat(300),
        "r0",
        "0",
        "L3T3_KEY",
        "S99T99",
        "nack",
        "pli",
        "urn:ietf:params:rtp-hdrext:sdes:mid",
        "sendrecv",
        "sideways",
        "42e01f",
        "ffffff"
    };
    private static final Object[] VALUES = {
        0,
        1,
        2,
        96,
        -1,
        1L << 40,
        1.5,
        Double.NaN,
        96.0,
        "1",
        "96",
        "42e01f",
        "640c1f",
        "",
        true,
        List.of(),
        Map.of()
    };
    private static final int[] NUMBERS = {
        0,
        1,
        2,
        15,
        96,
        97,
        98,
        127,
        128,
        255,
        256,
        48_000,
        90_000,
        -1,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE
    };
    private static final String[] KEYS = {
        "apt",
        "profile-level-id",
        "packetization-mode",
        "level-asymmetry-allowed",
        "profile-id",
        "profile",
        "tier",
        "x",
        ""
    };

    private final long seed = 8285;
    private final Random random = new Random(seed);

    @Test
    void negotiateOrAreRefused() {
        int negotiated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            MediaKind kind = random.nextBoolean() ? MediaKind.AUDIO : MediaKind.VIDEO;
            RtpParameters producer = producer();
            RtpCapabilities receiver = receiver();
            try {
                negotiate(kind, producer, receiver);
                negotiated++;
            } catch (MediaException e) {
                assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\n");
            } catch (RuntimeException e) {
                fail("seed " + seed + ", round " + round + ": " + producer + receiver, e);
            }
        }
        // Both ends must be met, or the test tests nothing.
        assertThat(negotiated).isBetween(ROUNDS / 1_000, ROUNDS / 2);
    }

    private static void negotiate(MediaKind kind, RtpParameters said, RtpCapabilities receiver) {
        Ortc.validateRtpParameters(said, kind);
        Ortc.validateRtpCapabilities(receiver);
        ProducerMapping mapping = Ortc.mapProducer(said, ROUTER);
        List<Long> ssrcs = LongStream.rangeClosed(1, said.encodings().size()).boxed().toList();
        RtpParameters consumable = Ortc.consumableParameters(kind, said, ROUTER, mapping, ssrcs);
        Ortc.typeOf(said);
        RtpParameters consumer =
                Ortc.consumerParameters(consumable, receiver, "0", 11, 12L, "peer");
        Ortc.validateRtpParameters(consumer, kind);
    }

    private RtpParameters producer() {
        Browser browser = random.nextBoolean() ? Browser.CHROMIUM : Browser.FIREFOX;
        List<RtpParameters> all = List.copyOf(browser.producers().values());
        RtpParameters good = all.get(random.nextInt(all.size()));
        return new RtpParameters(
                rarely() ? text() : good.mid(),
                mutated(good.codecs(), this::codec),
                mutated(good.headerExtensions(), this::extension),
                mutated(good.encodings(), this::encoding),
                rarely() ? new RtcpParameters(text(), null, random.nextBoolean()) : good.rtcp());
    }

    private RtpCapabilities receiver() {
        RtpCapabilities good =
                (random.nextBoolean() ? Browser.CHROMIUM : Browser.FIREFOX).capabilities();
        return new RtpCapabilities(
                mutated(good.codecs(), this::capability),
                mutated(
                        good.headerExtensions(),
                        e ->
                                new RtpHeaderExtension(
                                        rarely() ? null : e.kind(),
                                        rarely() ? text() : e.uri(),
                                        rarely() ? number() : e.preferredId(),
                                        null,
                                        rarely() ? text() : e.direction())));
    }

    private RtpCodecParameters codec(RtpCodecParameters c) {
        return new RtpCodecParameters(
                rarely() ? text() : c.mimeType(),
                rarely() ? number() : c.payloadType(),
                rarely() ? number() : c.clockRate(),
                rarely() ? (Integer) number() : c.channels(),
                parameters(c.parameters()),
                rarely() ? List.of(new RtcpFeedback(text(), text())) : c.rtcpFeedback());
    }

    private RtpCodecCapability capability(RtpCodecCapability c) {
        return new RtpCodecCapability(
                rarely() ? null : c.kind(),
                rarely() ? text() : c.mimeType(),
                rarely() ? (Integer) number() : c.preferredPayloadType(),
                rarely() ? number() : c.clockRate(),
                rarely() ? (Integer) number() : c.channels(),
                parameters(c.parameters()),
                rarely() ? List.of(new RtcpFeedback(text(), text())) : c.rtcpFeedback());
    }

    private RtpHeaderExtensionParameters extension(RtpHeaderExtensionParameters e) {
        return new RtpHeaderExtensionParameters(
                rarely() ? text() : e.uri(),
                rarely() ? number() : e.id(),
                rarely() ? (Boolean) random.nextBoolean() : e.encrypt(),
                parameters(e.parameters()));
    }

    private RtpEncodingParameters encoding(RtpEncodingParameters e) {
        return new RtpEncodingParameters(
                rarely() ? (Long) (long) number() : e.ssrc(),
                rarely() ? text() : e.rid(),
                rarely() ? (Integer) number() : e.codecPayloadType(),
                rarely() ? new RtpEncodingParameters.Rtx(number()) : e.rtx(),
                null,
                rarely() ? text() : e.scalabilityMode(),
                rarely() ? (Double) random.nextGaussian() : e.scaleResolutionDownBy(),
                rarely() ? (Long) random.nextLong() : e.maxBitrate());
    }

    private Map<String, Object> parameters(Map<String, Object> good) {
        Map<String, Object> mutated = new HashMap<>(good);
        if (rarely()) {
            String key = KEYS[random.nextInt(KEYS.length)];
            mutated.put(key, VALUES[random.nextInt(VALUES.length)]);
        }
        return mutated;
    }

    private <T> List<T> mutated(List<T> good, UnaryOperator<T> mutation) {
        List<T> all = new ArrayList<>();
        for (T one : good) {
            if (rarely()) {
                continue;
            }
            T changed = random.nextInt(8) == 0 ? mutation.apply(one) : one;
            all.add(changed);
            if (rarely()) {
                all.add(changed);
            }
        }
        return all;
    }

    private boolean rarely() {
        return random.nextInt(16) == 0;
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private int number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
