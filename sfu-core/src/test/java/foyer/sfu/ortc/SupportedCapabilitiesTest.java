package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpHeaderExtension;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // Left-out fields stand for what a peer leaves out.
final class SupportedCapabilitiesTest {
    private final RtpCapabilities router = SupportedCapabilities.routerCapabilities();

    @Test
    void passItsOwnValidation() {
        Ortc.validateRtpCapabilities(router);
    }

    @Test
    void numberCodecsFrom100InOrder() {
        List<RtpCodecCapability> codecs = router.codecs();
        assertThat(codecs.stream().map(RtpCodecCapability::preferredPayloadType))
                .containsExactly(
                        100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114,
                        115, 116, 117, 118);
        assertThat(codecs.get(0).mimeType()).isEqualTo("audio/opus");
        assertThat(codecs.get(1).mimeType()).isEqualTo("video/VP8");
    }

    @Test
    void giveEveryVideoCodecItsRtx() {
        List<RtpCodecCapability> codecs = router.codecs();
        for (int i = 1; i < codecs.size(); i += 2) {
            assertThat(codecs.get(i).kind()).isEqualTo(MediaKind.VIDEO);
            assertThat(codecs.get(i + 1).mimeType()).isEqualTo("video/rtx");
            assertThat(codecs.get(i + 1).parameters())
                    .isEqualTo(Map.of("apt", codecs.get(i).preferredPayloadType()));
        }
    }

    @Test
    void askForLostAudioToo() {
        assertThat(router.codecs().getFirst().rtcpFeedback())
                .containsExactly(RtcpFeedback.of("nack"), RtcpFeedback.of("transport-cc"));
    }

    @Test
    void keepOneIdForOneExtension() {
        Map<String, List<Integer>> ids =
                router.headerExtensions().stream()
                        .collect(
                                Collectors.groupingBy(
                                        RtpHeaderExtension::uri,
                                        Collectors.mapping(
                                                RtpHeaderExtension::preferredId,
                                                Collectors.toList())));
        assertThat(ids.values()).allMatch(list -> list.stream().distinct().count() == 1);
        // RFC 8285 4.2: 15 means something else in one-byte headers
        assertThat(ids.values()).allMatch(list -> list.getFirst() >= 1 && list.getFirst() <= 14);
    }

    @Test
    void markFramesUnderTheBrowserLibrarysServersId() {
        assertThat(router.headerExtensions())
                .contains(
                        new RtpHeaderExtension(
                                MediaKind.VIDEO,
                                "urn:ietf:params:rtp-hdrext:framemarking",
                                7,
                                false,
                                "sendrecv"));
    }

    @Test
    void neverNumberTwoCodecsAlike() {
        List<RtpCodecCapability> audio = Collections.nCopies(31, router.codecs().getFirst());
        assertThat(
                        PayloadTypes.assign(audio).stream()
                                .map(RtpCodecCapability::preferredPayloadType))
                .doesNotHaveDuplicates()
                .allMatch(type -> type >= 96 && type <= 126)
                .startsWith(100, 101)
                .endsWith(96, 97, 98, 99);
        List<RtpCodecCapability> tooMany = Collections.nCopies(32, router.codecs().getFirst());
        assertThatThrownBy(() -> PayloadTypes.assign(tooMany)).hasMessageContaining("31");
    }
}
