package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.H264;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 9626 3.2. */
class FrameMarkingTest {
    private static PayloadFacts marked(String payload, int marking) {
        PayloadFacts facts = Payloads.facts(H264, payload);
        FrameMarking.apply(marking, facts);
        return facts;
    }

    @Test
    void tellsTheLayerOfASlice() {
        // 1 0 0 1 1 010: starts, discardable, needs the base layer only, T2
        PayloadFacts facts = marked("7c 01 9a", 0x9a);
        assertThat(facts.temporalLayer()).isEqualTo(2);
        assertThat(facts.layerSync()).isTrue();
        assertThat(facts.discardable()).isTrue();
        assertThat(facts.startOfFrame()).isTrue();
        assertThat(facts.endOfFrame()).isFalse();
        assertThat(facts.keyFrame()).isFalse();
        // 0 1 0 0 0 001: ends, T1 that needs others of T1
        facts = marked("7c 41 9a", 0x41);
        assertThat(facts.temporalLayer()).isEqualTo(1);
        assertThat(facts.layerSync()).isFalse();
        assertThat(facts.discardable()).isFalse();
        assertThat(facts.startOfFrame()).isFalse();
        assertThat(facts.endOfFrame()).isTrue();
    }

    @Test
    void takesTheBaseLayerForNoPlaceToGoUp() {
        assertThat(marked("41 9a", 0xc8).layerSync()).isFalse();
    }

    @Test
    void needsIndependenceAndParametersForAKeyFrame() {
        String parameters = "78 0003 6742e0 0002 68ce";
        assertThat(marked(parameters, 0xa0).keyFrame()).isTrue();
        assertThat(marked(parameters, 0x80).keyFrame()).as("before another frame").isFalse();
        assertThat(marked("41 9a", 0xe0).keyFrame()).as("intra frame, no IDR").isFalse();
    }

    @Test
    void keepsAnyByteWithinItsLimits() {
        for (int marking = 0; marking < 256; marking++) {
            PayloadFacts facts = marked("65 b8", marking);
            assertThat(facts.temporalLayer()).isEqualTo(marking & 7);
            assertThat(facts.spatialLayer()).isZero();
            assertThat(facts.keyFrame()).isEqualTo((marking & 0x20) != 0);
        }
    }
}
