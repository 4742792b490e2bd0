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
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // Left-out fields stand for what a peer leaves out.
final class ConsumerNegotiationTest {
    private static final RtpCapabilities ROUTER = SupportedCapabilities.routerCapabilities();
    private static final RtpCapabilities CHROMIUM = Browser.CHROMIUM.capabilities();

    private static RtpParameters consumable(RtpParameters producer) {
        List<Long> ssrcs = LongStream.range(0, producer.encodings().size()).boxed().toList();
        return Ortc.consumableParameters(
                Browser.kindOf(producer),
                producer,
                ROUTER,
                Ortc.mapProducer(producer, ROUTER),
                ssrcs);
    }

    private static RtpParameters consume(RtpParameters producer, RtpCapabilities receiver) {
        return Ortc.consumerParameters(consumable(producer), receiver, "5", 1_000L, 1_001L, "peer");
    }

    private static List<RtcpFeedback> feedback(RtpParameters consumer) {
        return consumer.codecs().getFirst().rtcpFeedback();
    }

    private static RtpCapabilities codecsOfChromium(Predicate<RtpCodecCapability> kept) {
        return new RtpCapabilities(
                CHROMIUM.codecs().stream().filter(kept).toList(), CHROMIUM.headerExtensions());
    }

    private static RtpCapabilities extensionsOfChromium(Predicate<RtpHeaderExtension> kept) {
        return new RtpCapabilities(
                CHROMIUM.codecs(), CHROMIUM.headerExtensions().stream().filter(kept).toList());
    }

    @Test
    void sendsSimulcastAsOneStreamOfLayers() {
        RtpParameters consumer = consume(Browser.CHROMIUM.producer("vp8-simulcast"), CHROMIUM);
        assertThat(consumer.mid()).isEqualTo("5");
        assertThat(consumer.rtcp()).isEqualTo(new RtcpParameters("peer", true, true));
        assertThat(consumer.encodings())
                .containsExactly(
                        new RtpEncodingParameters(
                                1_000L,
                                null,
                                null,
                                new RtpEncodingParameters.Rtx(1_001),
                                null,
                                "L3T3",
                                null,
                                1_500_000L));
        assertThat(consumer.codecs().stream().map(RtpCodecParameters::payloadType))
                .containsExactly(101, 102);
        assertThat(consumer.headerExtensions().stream().map(RtpHeaderExtensionParameters::id))
                .containsExactly(1, 4, 5, 11, 12, 14);
    }

    @Test
    void keepsTheModeOfOneScalableStream() {
        RtpParameters consumer = consume(Browser.CHROMIUM.producer("vp9-svc"), CHROMIUM);
        assertThat(consumer.encodings().getFirst().scalabilityMode()).isEqualTo("L3T3_KEY");
        assertThat(consumer.codecs().stream().map(RtpCodecParameters::payloadType))
                .containsExactly(103, 104);
    }

    @Test
    void reportsVideoTransportWide() {
        assertThat(feedback(consume(Browser.FIREFOX.producer("vp8"), CHROMIUM)))
                .containsExactlyInAnyOrder(
                        RtcpFeedback.of("nack"),
                        RtcpFeedback.of("nack", "pli"),
                        RtcpFeedback.of("ccm", "fir"),
                        RtcpFeedback.of("transport-cc"));
    }

    @Test
    void fallsBackToRembWithoutTheExtension() {
        RtpCapabilities receiver =
                extensionsOfChromium(e -> !e.uri().equals(HeaderExtensionUri.TRANSPORT_WIDE_CC));
        assertThat(feedback(consume(Browser.CHROMIUM.producer("vp8"), receiver)))
                .contains(RtcpFeedback.of("goog-remb"))
                .doesNotContain(RtcpFeedback.of("transport-cc"));
    }

    @Test
    void estimatesNothingWithoutEither() {
        assertThat(
                        feedback(
                                consume(
                                        Browser.CHROMIUM.producer("vp8"),
                                        extensionsOfChromium(e -> false))))
                .doesNotContain(RtcpFeedback.of("goog-remb"), RtcpFeedback.of("transport-cc"))
                .contains(RtcpFeedback.of("nack"));
    }

    @Test
    void repairsAudioForWhoAsks() {
        RtpParameters audio = Browser.FIREFOX.producer("opus");
        assertThat(feedback(consume(audio, CHROMIUM))).containsExactly(RtcpFeedback.of("nack"));
        assertThat(feedback(consume(audio, Browser.FIREFOX.capabilities()))).isEmpty();
        assertThat(consume(audio, CHROMIUM).encodings().getFirst().rtx()).isNull();
    }

    @Test
    void givesAudioTheExtensionsThatBrowsersListUnderVideo() {
        assertThat(
                        consume(Browser.CHROMIUM.producer("opus"), CHROMIUM)
                                .headerExtensions()
                                .stream()
                                .map(RtpHeaderExtensionParameters::uri))
                .containsExactly(
                        HeaderExtensionUri.MID,
                        HeaderExtensionUri.ABS_SEND_TIME,
                        HeaderExtensionUri.AUDIO_LEVEL);
    }

    @Test
    void sendsNoRtxToWhoDoesNotKnowIt() {
        RtpParameters consumer =
                consume(
                        Browser.CHROMIUM.producer("vp8"),
                        codecsOfChromium(c -> !c.mimeType().equals("video/rtx")));
        assertThat(consumer.codecs().stream().map(RtpCodecParameters::payloadType))
                .containsExactly(101);
        assertThat(consumer.encodings().getFirst().rtx()).isNull();
    }

    @Test
    void sendsNoRtxThatNobodyNumbered() {
        RtpParameters consumer =
                Ortc.consumerParameters(
                        consumable(Browser.CHROMIUM.producer("vp8")),
                        CHROMIUM,
                        "1",
                        7,
                        null,
                        "peer");
        assertThat(consumer.encodings())
                .allMatch(e -> e.rtx() == null && Long.valueOf(7).equals(e.ssrc()));
        assertThat(consumer.codecs()).hasSize(1);
    }

    @Test
    void refusesAReceiverWithoutTheCodec() {
        RtpParameters consumable = consumable(Browser.CHROMIUM.producer("h264"));
        assertThat(Ortc.canConsume(consumable, CHROMIUM)).isTrue();
        assertThat(Ortc.canConsume(consumable, Browser.FIREFOX.capabilities())).isFalse();
        assertThatThrownBy(() ->
                        Ortc.consumerParameters(
                                consumable, Browser.FIREFOX.capabilities(), "1", 1, null, "peer"))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.CANNOT_CONSUME))
                .hasMessageContaining("video/H264");
    }

    @Test
    void needsMoreThanRtxToConsume() {
        RtpParameters consumable = consumable(Browser.CHROMIUM.producer("vp8"));
        RtpCapabilities onlyRtx = codecsOfChromium(c -> c.mimeType().equals("video/rtx"));
        assertThat(Ortc.canConsume(consumable, onlyRtx)).isFalse();
        assertThat(Ortc.canConsume(consumable, new RtpCapabilities(null, null))).isFalse();
    }

    @Test
    void letsEveryBrowserConsumeWhatItDecodes() {
        for (Browser from : List.of(Browser.CHROMIUM, Browser.FIREFOX)) {
            for (Browser to : List.of(Browser.CHROMIUM, Browser.FIREFOX)) {
                from.producers()
                        .forEach((name, producer) -> {
                            boolean h264 = name.equals("h264") && to.equals(Browser.FIREFOX);
                            assertThat(Ortc.canConsume(consumable(producer), to.capabilities()))
                                    .as(name)
                                    .isEqualTo(!h264);
                        });
            }
        }
    }

    @Test
    void doesNotTakeFeedbackThatNobodySends() {
        RtpCapabilities receiver =
                new RtpCapabilities(
                        List.of(
                                new RtpCodecCapability(
                                        MediaKind.VIDEO,
                                        "video/VP8",
                                        101,
                                        90_000,
                                        null,
                                        null,
                                        List.of(
                                                RtcpFeedback.of("invented"),
                                                RtcpFeedback.of("nack")))),
                        null);
        assertThat(feedback(consume(Browser.CHROMIUM.producer("vp8"), receiver)))
                .containsExactly(RtcpFeedback.of("nack"));
    }
}
