package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.H264;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class H264EntranceTest {
    private static final String PARAMETERS = "78 0003 6742e0 0002 68ce";
    private static final String PICTURE_PARAMETERS = "68 ce";
    private static final String IDR = "7c 85 b8";
    private static final String SLICE = "41 9a";

    private final H264Entrance entrance = new H264Entrance();

    private boolean enters(long sequence, long timestamp, String payload) {
        PayloadFacts facts = Payloads.facts(H264, payload);
        entrance.follow(sequence, timestamp, facts);
        return facts.keyFrame();
    }

    @Test
    void isAtTheParametersAndNotBehindThem() {
        assertThat(enters(1, 3_000, SLICE)).isFalse();
        assertThat(enters(2, 6_000, PARAMETERS)).isTrue();
        assertThat(enters(3, 6_000, IDR)).isFalse();
    }

    @Test
    void isAtTheFirstSliceOfWhoSaysTheParametersElsewhere() {
        assertThat(enters(1, 3_000, SLICE)).isFalse();
        assertThat(enters(2, 6_000, SLICE)).isFalse();
        assertThat(enters(3, 9_000, IDR)).isTrue();
        assertThat(enters(4, 12_000, PICTURE_PARAMETERS)).isFalse();
        assertThat(enters(5, 12_000, IDR)).isTrue();
    }

    @Test
    void isNowhereInAKeyFrameWhoseBeginningIsMissing() {
        assertThat(enters(1, 3_000, SLICE)).isFalse();
        assertThat(enters(3, 6_000, IDR)).isFalse();
        assertThat(enters(4, 9_000, SLICE)).isFalse();
        assertThat(enters(6, 12_000, PICTURE_PARAMETERS)).isFalse();
        assertThat(enters(7, 12_000, IDR)).isFalse();
        assertThat(enters(8, 15_000, IDR)).isTrue();
    }

    @Test
    void isNotWhereNothingIsKnownOfThePacketBefore() {
        assertThat(enters(1, 3_000, IDR)).isFalse();
        assertThat(enters(2, 6_000, IDR)).isTrue();
    }

    @Test
    void needsNothingBeforeTheParameters() {
        assertThat(enters(1, 3_000, SLICE)).isFalse();
        assertThat(enters(9, 6_000, PARAMETERS)).isTrue();
    }

    @Test
    void beginsAnewWithTheNumbers() {
        assertThat(enters(900, 3_000, SLICE)).isFalse();
        entrance.restart();
        assertThat(enters(901, 6_000, IDR)).isFalse();
        assertThat(enters(902, 9_000, PARAMETERS)).isTrue();
    }
}
