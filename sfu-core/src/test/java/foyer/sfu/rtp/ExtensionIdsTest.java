package foyer.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.RtpHeaderExtensionParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExtensionIdsTest {
    @Test
    void knowsBothWays() {
        ExtensionIds ids =
                ExtensionIds.of(
                        List.of(
                                negotiated("urn:ietf:params:rtp-hdrext:sdes:mid", 4),
                                negotiated("urn:example:unknown", 5),
                                negotiated(HeaderExtension.DEPENDENCY_DESCRIPTOR.uri(), 255)));
        assertThat(ids.id(HeaderExtension.MID)).isEqualTo(4);
        assertThat(ids.id(HeaderExtension.DEPENDENCY_DESCRIPTOR)).isEqualTo(255);
        assertThat(ids.id(HeaderExtension.RID)).isZero();
        assertThat(ids.extension(4)).isEqualTo(HeaderExtension.MID);
        assertThat(ids.extension(5)).isNull();
        assertThat(ids.extension(256)).isNull();
        assertThat(ExtensionIds.NONE.id(HeaderExtension.MID)).isZero();
    }

    @Test
    void refusesAnIdNoHeaderCanCarry() {
        assertThatThrownBy(() -> ExtensionIds.of(List.of(negotiated("urn:x", 256))))
                .hasMessage("id of urn:x: 256");
    }

    @Test
    void findsEveryExtensionByItsUri() {
        for (HeaderExtension extension : HeaderExtension.values()) {
            assertThat(HeaderExtension.ofUri(extension.uri())).isEqualTo(extension);
        }
        assertThat(HeaderExtension.ofUri("urn:3gpp")).isNull();
    }

    private static RtpHeaderExtensionParameters negotiated(String uri, int id) {
        return new RtpHeaderExtensionParameters(uri, id, null, null);
    }
}
