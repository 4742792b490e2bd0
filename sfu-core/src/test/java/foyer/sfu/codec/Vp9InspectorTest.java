package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.VP9;
import static foyer.sfu.codec.Payloads.facts;
import static foyer.sfu.codec.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** RFC 9628 4.2. */
class Vp9InspectorTest {
    /** I L B V | M 0x1234 | T0 U S0 | TL0PICIDX 7 | N_S 1 Y | 320x180, 640x360 | payload. */
    private static final String KEY_FRAME = "aa 9234 10 07 30 0140 00b4 0280 0168 82";

    @Test
    void readsTheScalabilityStructureOfAKeyFrame() {
        PayloadFacts facts = facts(VP9, KEY_FRAME);
        assertThat(facts.malformed()).isFalse();
        assertThat(facts.keyFrame()).isTrue();
        assertThat(facts.startOfFrame()).isTrue();
        assertThat(facts.endOfFrame()).isFalse();
        assertThat(facts.interPredicted()).isFalse();
        assertThat(facts.layerSync()).isTrue();
        assertThat(facts.pictureId()).isEqualTo(0x1234);
        assertThat(facts.pictureIdBits()).isEqualTo(15);
        assertThat(facts.tl0PicIdx()).isEqualTo(7);
        assertThat(facts.resolutions()).isEqualTo(2);
        assertThat(facts.width(0)).isEqualTo(320);
        assertThat(facts.height(1)).isEqualTo(360);
    }

    @Test
    void readsLayersAndReferencesOfFlexibleMode() {
        // I P L F E Z | 0x12 | T2 S1 D | P_DIFF 3 N | P_DIFF 127 | payload
        PayloadFacts facts = facts(VP9, "f5 12 43 07 fe 00");
        assertThat(facts.keyFrame()).isFalse();
        assertThat(facts.startOfFrame()).isFalse();
        assertThat(facts.endOfFrame()).isTrue();
        assertThat(facts.interPredicted()).isTrue();
        assertThat(facts.spatialLeaf()).isTrue();
        assertThat(facts.pictureId()).isEqualTo(0x12);
        assertThat(facts.pictureIdBits()).isEqualTo(7);
        assertThat(facts.temporalLayer()).isEqualTo(2);
        assertThat(facts.spatialLayer()).isEqualTo(1);
        assertThat(facts.layerSync()).isFalse();
        assertThat(facts.interLayerDependent()).isTrue();
        assertThat(facts.tl0PicIdx()).isEqualTo(-1);
        assertThat(facts.references()).isEqualTo(2);
        assertThat(facts.pictureDiff(0)).isEqualTo(3);
        assertThat(facts.pictureDiff(1)).isEqualTo(127);
    }

    @Test
    void findsNoKeyFrameInAnUpperLayer() {
        assertThat(facts(VP9, "a8 12 00 07 00").keyFrame()).as("S0").isTrue();
        assertThat(facts(VP9, "a8 12 02 07 00").keyFrame()).as("S1").isFalse();
        assertThat(facts(VP9, "e8 12 00 07 00").keyFrame()).as("P").isFalse();
        assertThat(facts(VP9, "a0 12 00 07 00").keyFrame()).as("not B").isFalse();
        assertThat(facts(VP9, "08 00").keyFrame()).as("no layers").isTrue();
    }

    @Test
    void ignoresFlexibleModeWithoutAPictureId() {
        // P L F B: the byte behind the layers is TL0PICIDX, not a reference
        PayloadFacts facts = facts(VP9, "78 20 07 00");
        assertThat(facts.malformed()).isFalse();
        assertThat(facts.tl0PicIdx()).isEqualTo(7);
        assertThat(facts.references()).isZero();
    }

    @Test
    void findsAFourthReferenceMalformed() {
        assertThat(facts(VP9, "d0 12 03 05 06 00").malformed()).isFalse();
        assertThat(facts(VP9, "d0 12 03 05 07 08 00").malformed()).isTrue();
    }

    @Test
    void findsEveryCutMalformed() {
        byte[] whole = hex(KEY_FRAME);
        for (int length = 0; length < whole.length; length++) {
            assertThat(facts(VP9, Arrays.copyOf(whole, length)).malformed())
                    .as("length %d", length)
                    .isTrue();
        }
    }
}
