package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // Left-out fields stand for what a peer leaves out.
final class ValidationTest {
    private static final RtpParameters GOOD = Browser.CHROMIUM.producer("vp8-simulcast");

    private static RtpCodecParameters vp8(int payloadType, Map<String, Object> parameters) {
        return new RtpCodecParameters(
                "video/VP8", payloadType, 90_000, null, parameters, List.of());
    }

    private static RtpCodecParameters rtx(int payloadType, Object apt) {
        return new RtpCodecParameters(
                "video/rtx", payloadType, 90_000, null, Map.of("apt", apt), List.of());
    }

    private static RtpParameters codecs(RtpCodecParameters... codecs) {
        return new RtpParameters(
                "0",
                List.of(codecs),
                List.of(),
                List.of(RtpEncodingParameters.ofSsrc(1, 2L)),
                null);
    }

    private static RtpParameters encodings(RtpEncodingParameters... encodings) {
        return new RtpParameters(
                null, GOOD.codecs(), GOOD.headerExtensions(), List.of(encodings), null);
    }

    private static RtpParameters extensions(RtpHeaderExtensionParameters... extensions) {
        return new RtpParameters(
                "0", GOOD.codecs(), List.of(extensions), GOOD.encodings(), GOOD.rtcp());
    }

    private static RtpEncodingParameters figures(
            String mode, Double scale, Long maxBitrate, Integer payloadType) {
        return new RtpEncodingParameters(
                1L, null, payloadType, null, null, mode, scale, maxBitrate);
    }

    private static void refuses(RtpParameters parameters, String saying) {
        assertThatThrownBy(() -> Ortc.validateRtpParameters(parameters, MediaKind.VIDEO))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.INVALID))
                .hasMessageContaining(saying);
    }

    private static void accepts(RtpParameters parameters) {
        Ortc.validateRtpParameters(parameters, MediaKind.VIDEO);
    }

    @Test
    void acceptsWhatABrowserSays() {
        accepts(GOOD);
        accepts(codecs(vp8(0, Map.of()), rtx(127, "0")));
    }

    @Test
    void limitsTheNumberOfEverything() {
        List<RtpCodecParameters> many =
                IntStream.range(0, 65).mapToObj(i -> vp8(i < 64 ? i : i + 40, Map.of())).toList();
        refuses(codecs(many.toArray(RtpCodecParameters[]::new)), "65");
        refuses(
                extensions(
                        IntStream.range(1, 34)
                                .mapToObj(i ->
                                        new RtpHeaderExtensionParameters("urn:" + i, i, null, null))
                                .toArray(RtpHeaderExtensionParameters[]::new)),
                "33");
        refuses(
                encodings(
                        IntStream.range(0, 9)
                                .mapToObj(i -> RtpEncodingParameters.ofRid("r" + i))
                                .toArray(RtpEncodingParameters[]::new)),
                "9");
        refuses(encodings(), "0");
        refuses(codecs(), "media codecs");
        Map<String, Object> parameters = new HashMap<>();
        IntStream.range(0, 65).forEach(i -> parameters.put("p" + i, i));
        refuses(codecs(vp8(96, parameters)), "65");
    }

    @Test
    void wantsDistinctPayloadTypesThatAreNotRtcp() {
        refuses(codecs(vp8(96, Map.of()), vp8(96, Map.of())), "96");
        refuses(codecs(vp8(128, Map.of())), "128");
        refuses(codecs(vp8(-1, Map.of())), "-1");
        refuses(codecs(vp8(72, Map.of())), "72");
    }

    @Test
    void wantsRtxOfACodec() {
        refuses(codecs(vp8(96, Map.of()), rtx(97, 98)), "98");
        refuses(codecs(vp8(96, Map.of()), rtx(97, 97)), "97");
        refuses(codecs(vp8(96, Map.of()), rtx(97, "x")), "apt");
        refuses(codecs(vp8(96, Map.of()), rtx(97, 96), rtx(98, 96)), "96");
        refuses(codecs(rtx(97, 96)), "media codecs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "video",
                "video/",
                "text/VP8",
                "audio/opus",
                "video/V P8",
                "video/VP8\r\na=x",
                "video/ＶＰ８",
                "video//VP8"
            })
    void wantsAMimeTypeOfTheKind(String mimeType) {
        refuses(codecs(new RtpCodecParameters(mimeType, 96, 90_000, null, null, null)), "mimeType");
    }

    @Test
    void limitsFigures() {
        refuses(
                codecs(new RtpCodecParameters("video/VP8", 96, 0, null, null, null)),
                "clockRate: 0");
        refuses(
                codecs(new RtpCodecParameters("video/VP8", 96, 1 << 30, null, null, null)),
                "clockRate");
        refuses(
                codecs(new RtpCodecParameters("video/VP8", 96, 90_000, -2, null, null)),
                "channels: -2");
        refuses(encodings(figures("L9T1", null, null, null)), "L9T1");
        refuses(encodings(figures("L1T1".repeat(9), null, null, null)), "scalabilityMode");
        refuses(encodings(figures(null, Double.NaN, null, null)), "NaN");
        refuses(encodings(figures(null, 0.5, null, null)), "0.5");
        refuses(encodings(figures(null, null, -1L, null)), "-1");
        refuses(encodings(figures(null, null, Long.MAX_VALUE, null)), "9223372036854775807");
        refuses(encodings(figures(null, null, null, 5)), "5");
    }

    @Test
    void lineBreaksDoNotReachOtherPeers() {
        refuses(codecs(vp8(96, Map.of("x", "1\r\na=candidate:evil"))), "1??a=candidate");
        refuses(codecs(vp8(96, Map.of("x\n", "1"))), "parameter name");
        refuses(extensions(new RtpHeaderExtensionParameters("urn:x\ny", 1, null, null)), "urn:x?y");
        refuses(extensions(new RtpHeaderExtensionParameters("urn:x y", 1, null, null)), "urn:x y");
        refuses(
                codecs(
                        new RtpCodecParameters(
                                "video/VP8",
                                96,
                                90_000,
                                null,
                                null,
                                List.of(RtcpFeedback.of("nack\n")))),
                "rtcpFeedback");
        refuses(
                new RtpParameters(
                        "0",
                        GOOD.codecs(),
                        null,
                        GOOD.encodings(),
                        new RtcpParameters("c\r\n", null, null)),
                "cname");
        refuses(new RtpParameters("0 1", GOOD.codecs(), null, GOOD.encodings(), null), "mid: 0 1");
    }

    @Test
    void wantsParametersThatAreTextOrNumbers() {
        refuses(codecs(vp8(96, Map.of("x", List.of("y")))), "[y]");
        refuses(codecs(vp8(96, Map.of("x", true))), "true");
        refuses(codecs(vp8(96, Map.of("x", Double.NaN))), "NaN");
        refuses(codecs(vp8(96, Map.of("apt", 128))), "apt");
        refuses(codecs(vp8(96, Map.of("x", "y".repeat(257)))), "…");
    }

    @Test
    void wantsDistinctHeaderExtensions() {
        RtpHeaderExtensionParameters mid =
                new RtpHeaderExtensionParameters(HeaderExtensionUri.MID, 1, null, null);
        accepts(extensions(mid));
        refuses(extensions(new RtpHeaderExtensionParameters("urn:x", 0, null, null)), "0");
        refuses(extensions(new RtpHeaderExtensionParameters("urn:x", 256, null, null)), "256");
        refuses(extensions(mid, new RtpHeaderExtensionParameters("urn:x", 1, null, null)), "1");
        refuses(
                extensions(
                        mid,
                        new RtpHeaderExtensionParameters(HeaderExtensionUri.MID, 2, null, null)),
                HeaderExtensionUri.MID);
        refuses(extensions(new RtpHeaderExtensionParameters("urn:x", 1, true, null)), "encrypted");
    }

    @Test
    void tellsStreamsApart() {
        refuses(
                encodings(RtpEncodingParameters.ofSsrc(1, 2L), RtpEncodingParameters.ofSsrc(3, 1L)),
                "ssrc given twice: 1");
        refuses(encodings(RtpEncodingParameters.ofSsrc(0, null)), "ssrc: 0");
        refuses(encodings(RtpEncodingParameters.ofSsrc(1L << 32, null)), "ssrc: 4294967296");
        refuses(
                encodings(RtpEncodingParameters.ofRid("a"), RtpEncodingParameters.ofRid("a")),
                "rid given twice: a");
        refuses(
                encodings(RtpEncodingParameters.ofRid("a"), RtpEncodingParameters.ofSsrc(1, null)),
                "rids of 2");
        refuses(encodings(RtpEncodingParameters.ofRid("a b")), "a b");
        refuses(encodings(RtpEncodingParameters.ofRid("")), "rid");
        refuses(encodings(RtpEncodingParameters.ofRid("r".repeat(17))), "rid");
        RtpEncodingParameters unnamed =
                new RtpEncodingParameters(null, null, null, null, null, null, null, null);
        refuses(encodings(unnamed), "encoding");
        accepts(
                new RtpParameters(
                        "0", GOOD.codecs(), GOOD.headerExtensions(), List.of(unnamed), null));
    }

    @Test
    void wantsRtcpOnTheSamePort() {
        refuses(
                new RtpParameters(
                        "0",
                        GOOD.codecs(),
                        null,
                        GOOD.encodings(),
                        new RtcpParameters("c", true, false)),
                "rtcp mux: false");
    }

    @Test
    void limitsCapabilities() {
        RtpCodecCapability opus = SupportedCapabilities.routerCapabilities().codecs().getFirst();
        RtpHeaderExtension mid =
                new RtpHeaderExtension(MediaKind.AUDIO, HeaderExtensionUri.MID, 1, null, null);
        refuses(new RtpCapabilities(Collections.nCopies(65, opus), null), "65");
        refuses(new RtpCapabilities(null, List.of(mid, mid)), "1");
        refuses(
                new RtpCapabilities(
                        null, List.of(new RtpHeaderExtension(MediaKind.AUDIO, "u", 1, null, "up"))),
                "up");
        refuses(
                new RtpCapabilities(
                        List.of(
                                new RtpCodecCapability(
                                        MediaKind.VIDEO, "audio/opus", 1, 1, null, null, null)),
                        null),
                "audio/opus");
        refuses(
                new RtpCapabilities(
                        List.of(
                                new RtpCodecCapability(
                                        MediaKind.AUDIO, "audio/opus", 128, 1, null, null, null)),
                        null),
                "128");
        // Both kinds use the same id, and a browser's own order repeats payload types.
        Ortc.validateRtpCapabilities(
                new RtpCapabilities(
                        List.of(opus, opus),
                        List.of(
                                mid,
                                new RtpHeaderExtension(
                                        MediaKind.VIDEO, HeaderExtensionUri.MID, 1, null, null))));
    }

    @Test
    void showsOnlyTheBeginningOfALongValue() {
        List<RtpCodecParameters> codecs = new ArrayList<>();
        codecs.add(new RtpCodecParameters("x".repeat(100_000), 96, 90_000, null, null, null));
        assertThatThrownBy(() ->
                        Ortc.validateRtpParameters(codecs(codecs.getFirst()), MediaKind.VIDEO))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    private static void refuses(RtpCapabilities capabilities, String saying) {
        assertThatThrownBy(() -> Ortc.validateRtpCapabilities(capabilities))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining(saying);
    }
}
