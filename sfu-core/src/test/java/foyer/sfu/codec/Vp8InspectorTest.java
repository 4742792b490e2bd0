package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.VP8;
import static foyer.sfu.codec.Payloads.facts;
import static foyer.sfu.codec.Payloads.marked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** RFC 7741 4.2, 4.3. */
class Vp8InspectorTest {
    @Test
    void readsAllCountersOfAKeyFrame() {
        // X S | I L T K | M 0x1234 | TL0PICIDX 0xab | TID 0 Y KEYIDX 9 | key frame 640x360
        PayloadFacts facts = facts(VP8, "90 f0 9234 ab 29 10 0200 9d012a 8002 6801 00");
        assertThat(facts.malformed()).isFalse();
        assertThat(facts.keyFrame()).isTrue();
        assertThat(facts.startOfFrame()).isTrue();
        assertThat(facts.endOfFrame()).isFalse();
        assertThat(facts.pictureId()).isEqualTo(0x1234);
        assertThat(facts.pictureIdBits()).isEqualTo(15);
        assertThat(facts.tl0PicIdx()).isEqualTo(0xab);
        assertThat(facts.keyIdx()).isEqualTo(9);
        assertThat(facts.temporalLayer()).isZero();
        assertThat(facts.layerSync()).isTrue();
        assertThat(facts.resolutions()).isEqualTo(1);
        assertThat(facts.width(0)).isEqualTo(640);
        assertThat(facts.height(0)).isEqualTo(360);
    }

    @Test
    void readsANarrowPictureIdAndATemporalLayer() {
        // X N S | I T | picture id 0x7f | TID 2, no Y | P set
        PayloadFacts facts = marked(VP8, "b0 a0 7f 80 01");
        assertThat(facts.keyFrame()).isFalse();
        assertThat(facts.discardable()).isTrue();
        assertThat(facts.endOfFrame()).isTrue();
        assertThat(facts.endOfPicture()).isTrue();
        assertThat(facts.pictureId()).isEqualTo(0x7f);
        assertThat(facts.pictureIdBits()).isEqualTo(7);
        assertThat(facts.tl0PicIdx()).isEqualTo(-1);
        assertThat(facts.keyIdx()).isEqualTo(-1);
        assertThat(facts.temporalLayer()).isEqualTo(2);
        assertThat(facts.layerSync()).isFalse();
    }

    @Test
    void takesOnlyTheFirstPartitionForAKeyFrame() {
        assertThat(facts(VP8, "10 00").keyFrame()).isTrue();
        assertThat(facts(VP8, "10 01").keyFrame()).isFalse();
        assertThat(facts(VP8, "00 00").keyFrame()).as("no S").isFalse();
        assertThat(facts(VP8, "11 00").keyFrame()).as("PID 1").isFalse();
        assertThat(facts(VP8, "11 00").startOfFrame()).as("PID 1").isFalse();
    }

    @Test
    void ignoresTheLayerWhereOnlyAKeyIndexIsPresent() {
        PayloadFacts facts = facts(VP8, "90 10 e5 01");
        assertThat(facts.keyIdx()).isEqualTo(5);
        assertThat(facts.temporalLayer()).isZero();
        assertThat(facts.layerSync()).isFalse();
    }

    @Test
    void findsEveryCutMalformed() {
        byte[] whole = Payloads.hex("90 f0 9234 ab 29 10");
        for (int length = 0; length < whole.length; length++) {
            PayloadFacts facts = facts(VP8, Arrays.copyOf(whole, length));
            assertThat(facts.malformed()).as("length %d", length).isTrue();
            assertThat(facts.pictureId()).as("length %d", length).isEqualTo(-1);
        }
        assertThat(facts(VP8, whole).malformed()).isFalse();
    }
}
