package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RED (RFC 2198) in a router that is given it: beside the Opus that it wraps, never alone. */
final class RedundancyTest {
    private static final String RED = "audio/red";
    private static final String OPUS = "audio/opus";

    private final RtpCapabilities router = capabilities(RED, 63, OPUS, 100);

    private static RtpCapabilities capabilities(String one, int oneType, String two, int twoType) {
        return new RtpCapabilities(
                List.of(capability(one, oneType), capability(two, twoType)), List.of());
    }

    private static RtpCodecCapability capability(String mimeType, int payloadType) {
        return new RtpCodecCapability(
                MediaKind.AUDIO, mimeType, payloadType, 48_000, 2, Map.of(), List.of());
    }

    private static RtpCodecParameters codec(String mimeType, int payloadType) {
        return new RtpCodecParameters(mimeType, payloadType, 48_000, 2, Map.of(), List.of());
    }

    private static RtpParameters producer(RtpCodecParameters... codecs) {
        return new RtpParameters(
                "0",
                List.of(codecs),
                List.of(),
                List.of(RtpEncodingParameters.ofSsrc(7, null)),
                new RtcpParameters("anna", true, true));
    }

    private RtpParameters consumable(RtpParameters producer) {
        Ortc.validateRtpParameters(producer, MediaKind.AUDIO);
        return Ortc.consumableParameters(
                MediaKind.AUDIO, producer, router, Ortc.mapProducer(producer, router), List.of(9L));
    }

    private static List<String> names(RtpParameters parameters) {
        return parameters.codecs().stream()
                .map(codec -> codec.mimeType() + " " + codec.payloadType())
                .toList();
    }

    @Test
    void goesToWhoHasBothInTheRoutersNumbers() {
        RtpParameters consumable = consumable(producer(codec(RED, 120), codec(OPUS, 111)));
        assertThat(names(consumable)).containsExactly("audio/red 63", "audio/opus 100");
        RtpParameters consumer =
                Ortc.consumerParameters(consumable, router, "1", 1_000, null, "anna");
        assertThat(names(consumer)).containsExactly("audio/red 63", "audio/opus 100");
    }

    @Test
    void isLeftOutForWhoHasOpusOnly() {
        RtpParameters consumable = consumable(producer(codec(RED, 120), codec(OPUS, 111)));
        RtpCapabilities receiver = new RtpCapabilities(List.of(capability(OPUS, 100)), List.of());
        assertThat(names(Ortc.consumerParameters(consumable, receiver, "1", 1_000, null, "anna")))
                .containsExactly("audio/opus 100");
    }

    @Test
    void isNothingForWhoHasNoOpus() {
        RtpParameters consumable = consumable(producer(codec(RED, 120), codec(OPUS, 111)));
        RtpCapabilities receiver = new RtpCapabilities(List.of(capability(RED, 63)), List.of());
        assertThat(Ortc.canConsume(consumable, receiver)).isFalse();
    }

    @Test
    void cannotStandAlone() {
        assertThatThrownBy(() -> consumable(producer(codec(RED, 120))))
                .isInstanceOf(MediaException.class);
    }
}
