package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // Left-out fields stand for what a peer leaves out.
final class ProducerNegotiationTest {
    private static final RtpCapabilities ROUTER = SupportedCapabilities.routerCapabilities();

    private static RtpParameters consumable(RtpParameters producer, Long... ssrcs) {
        return Ortc.consumableParameters(
                Browser.kindOf(producer),
                producer,
                ROUTER,
                Ortc.mapProducer(producer, ROUTER),
                List.of(ssrcs));
    }

    private static RtpParameters sending(String mimeType, Map<String, Object> parameters) {
        int channels = mimeType.startsWith("audio") ? 2 : 0;
        return new RtpParameters(
                "0",
                List.of(
                        new RtpCodecParameters(
                                mimeType,
                                35,
                                channels > 0 ? 48_000 : 90_000,
                                channels > 0 ? channels : null,
                                parameters,
                                List.of())),
                List.of(),
                List.of(RtpEncodingParameters.ofSsrc(1, null)),
                null);
    }

    private static int mapped(String mimeType, Map<String, Object> parameters) {
        return Ortc.mapProducer(sending(mimeType, parameters), ROUTER).payloadType(35);
    }

    @Test
    void acceptsEveryProducerOfBothBrowsers() {
        for (Browser browser : List.of(Browser.CHROMIUM, Browser.FIREFOX)) {
            browser.producers()
                    .forEach((name, producer) -> {
                        Ortc.validateRtpParameters(producer, Browser.kindOf(producer));
                        Ortc.mapProducer(producer, ROUTER);
                    });
            Ortc.validateRtpCapabilities(browser.capabilities());
        }
    }

    @Test
    void mapsChromiumsSimulcastToTheRoutersNumbers() {
        ProducerMapping mapping =
                Ortc.mapProducer(Browser.CHROMIUM.producer("vp8-simulcast"), ROUTER);
        assertThat(mapping.payloadType(96)).isEqualTo(101);
        assertThat(mapping.payloadType(97)).isEqualTo(102);
        assertThat(mapping.payloadType(98)).isEqualTo(ProducerMapping.NONE);
        assertThat(mapping.headerExtensionId(9)).as("mid").isEqualTo(1);
        assertThat(mapping.headerExtensionId(10)).as("rid").isEqualTo(2);
        assertThat(mapping.headerExtensionId(11)).as("repaired rid").isEqualTo(3);
        assertThat(mapping.headerExtensionId(2)).as("abs-send-time").isEqualTo(4);
        assertThat(mapping.headerExtensionId(4)).as("transport-wide-cc").isEqualTo(5);
        assertThat(mapping.headerExtensionId(13)).as("dependency descriptor").isEqualTo(8);
        assertThat(mapping.headerExtensionId(6)).isEqualTo(ProducerMapping.NONE);
        assertThat(mapping.headerExtensionId(-1)).isEqualTo(ProducerMapping.NONE);
        assertThat(mapping.payloadType(4_096)).isEqualTo(ProducerMapping.NONE);
    }

    @Test
    void mapsAudioIdsOfAudio() {
        ProducerMapping mapping = Ortc.mapProducer(Browser.CHROMIUM.producer("opus"), ROUTER);
        assertThat(mapping.payloadType(111)).isEqualTo(100);
        assertThat(mapping.headerExtensionId(1)).as("audio level").isEqualTo(10);
        assertThat(mapping.headerExtensionId(3)).as("transport-wide-cc").isEqualTo(5);
        assertThat(mapping.headerExtensionId(4)).as("mid").isEqualTo(1);
    }

    @Test
    void leavesOutExtensionsThatTheRouterDoesNotKnow() {
        RtpParameters video = Browser.CHROMIUM.producer("vp8");
        RtpParameters strange =
                new RtpParameters(
                        video.mid(),
                        video.codecs(),
                        List.of(
                                new RtpHeaderExtensionParameters("urn:x", 1, null, null),
                                new RtpHeaderExtensionParameters(
                                        HeaderExtensionUri.AUDIO_LEVEL, 2, null, null)),
                        video.encodings(),
                        null);
        ProducerMapping mapping = Ortc.mapProducer(strange, ROUTER);
        assertThat(mapping.headerExtensionId(1)).isEqualTo(ProducerMapping.NONE);
        assertThat(mapping.headerExtensionId(2)).isEqualTo(ProducerMapping.NONE);
    }

    @Test
    void findsTheCodecByItsParametersInAnyWriting() {
        assertThat(mapped("VIDEO/vp9", Map.of())).isEqualTo(103);
        assertThat(mapped("video/VP9", Map.of("profile-id", "2"))).isEqualTo(105);
        assertThat(mapped("video/VP9", Map.of("profile-id", 2.0))).isEqualTo(105);
        assertThat(mapped("video/H264", Map.of("profile-level-id", "42e01f"))).isEqualTo(115);
        assertThat(
                        mapped(
                                "video/H264",
                                Map.of("profile-level-id", "64002a", "packetization-mode", 1L)))
                .isEqualTo(113);
        assertThat(mapped("video/AV1", Map.of("level-idx", 5, "tier", "0"))).isEqualTo(117);
        assertThat(mapped("audio/OPUS", Map.of("stereo", 1))).isEqualTo(100);
    }

    @Test
    void refusesCodecsThatTheRouterDoesNotHaveByName() {
        for (RtpParameters producer :
                List.of(
                        sending("video/H265", Map.of()),
                        sending("audio/red", Map.of("111/111", "")),
                        sending("video/VP9", Map.of("profile-id", 1)),
                        sending("video/AV1", Map.of("profile", 1)),
                        sending("video/AV1", Map.of("tier", 1)),
                        sending("video/H264", Map.of("profile-level-id", "42001f")),
                        sending("video/H264", Map.of("packetization-mode", "none")))) {
            assertThatThrownBy(() -> Ortc.mapProducer(producer, ROUTER))
                    .isInstanceOfSatisfying(
                            MediaException.class,
                            e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.INVALID))
                    .hasMessageContaining(producer.codecs().getFirst().mimeType());
        }
    }

    @Test
    void namesEveryStreamAnew() {
        RtpParameters consumable =
                consumable(Browser.CHROMIUM.producer("vp8-simulcast"), 7L, 8L, 9L);
        assertThat(consumable.encodings().stream().map(RtpEncodingParameters::ssrc))
                .containsExactly(7L, 8L, 9L);
        assertThat(consumable.encodings())
                .allMatch(e -> e.rid() == null && e.rtx() == null)
                .allMatch(e -> "L1T3".equals(e.scalabilityMode()));
        assertThat(consumable.codecs().stream().map(RtpCodecParameters::payloadType))
                .containsExactly(101, 102);
    }

    @Test
    void wantsOneSsrcForEachStream() {
        assertThatThrownBy(() -> consumable(Browser.CHROMIUM.producer("vp8-simulcast"), 7L))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("1");
    }

    @Test
    void offersConsumersOnlyExtensionsThatTheRouterSends() {
        assertThat(consumable(Browser.CHROMIUM.producer("vp8-simulcast"), 7L, 8L, 9L))
                .satisfies(p ->
                        assertThat(p.headerExtensions().stream().map(e -> e.id()))
                                .containsExactly(1, 4, 5, 7, 8, 11, 12, 13, 14));
        assertThat(consumable(Browser.CHROMIUM.producer("opus"), 7L))
                .satisfies(p ->
                        assertThat(p.headerExtensions().stream().map(e -> e.id()))
                                .containsExactly(1, 4, 10, 13));
    }

    @Test
    void keepsWhatTheProducerSaysOfItsCodec() {
        assertThat(consumable(Browser.FIREFOX.producer("opus"), 7L).codecs().getFirst())
                .satisfies(codec -> {
                    assertThat(codec.parameters()).containsEntry("maxplaybackrate", 48000);
                    assertThat(codec.mimeType()).isEqualTo("audio/opus");
                });
    }

    @Test
    void takesAnEmptyCnameForNone() {
        assertThat(Browser.CHROMIUM.producer("vp8-simulcast").rtcp().cname()).isEmpty();
        assertThat(
                        consumable(Browser.CHROMIUM.producer("vp8-simulcast"), 1L, 2L, 3L)
                                .rtcp()
                                .cname())
                .isNull();
        assertThat(consumable(Browser.CHROMIUM.producer("opus"), 1L).rtcp().cname()).isNotEmpty();
    }

    @Test
    void agreesOnAnH264Level() {
        RtpParameters producer =
                sending(
                        "video/H264",
                        Map.of("profile-level-id", "42e033", "packetization-mode", 1));
        assertThat(consumable(producer, 7L).codecs().getFirst().parameters())
                .containsEntry("profile-level-id", "42e01f");
    }

    @Test
    void tellsHowStreamsHangTogether() {
        Browser chromium = Browser.CHROMIUM;
        assertThat(Ortc.typeOf(chromium.producer("opus"))).isEqualTo(ProducerType.SIMPLE);
        assertThat(Ortc.typeOf(chromium.producer("vp8"))).isEqualTo(ProducerType.SIMPLE);
        assertThat(Ortc.typeOf(chromium.producer("screen"))).isEqualTo(ProducerType.SIMPLE);
        assertThat(Ortc.typeOf(chromium.producer("vp8-simulcast")))
                .isEqualTo(ProducerType.SIMULCAST);
        assertThat(Ortc.typeOf(chromium.producer("vp9-svc"))).isEqualTo(ProducerType.SVC);
        assertThat(Ortc.typeOf(chromium.producer("av1-svc"))).isEqualTo(ProducerType.SVC);
    }
}
