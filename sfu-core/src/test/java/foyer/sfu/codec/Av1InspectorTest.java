package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.AV1;
import static foyer.sfu.codec.Payloads.facts;
import static foyer.sfu.codec.Payloads.marked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** AV1 RTP specification 1.0, 4.4. */
class Av1InspectorTest {
    /** Sequence header OBU without a size field. */
    private static final String SEQUENCE = "08 000000042cd4f7";

    @Test
    void startsASequenceWithN() {
        // W=2 N | 8 bytes | sequence header | frame, KEY_FRAME
        PayloadFacts facts = marked(AV1, "28 08" + SEQUENCE + "30 10 00");
        assertThat(facts.malformed()).isFalse();
        assertThat(facts.keyFrame()).isTrue();
        assertThat(facts.startOfFrame()).isTrue();
        assertThat(facts.endOfFrame()).isTrue();
        // N with no sequence header in sight
        assertThat(facts(AV1, "18 30 10 00").keyFrame()).isTrue();
    }

    @Test
    void startsASequenceWithItsHeaderWhenNIsMissing() {
        assertThat(facts(AV1, "20 08" + SEQUENCE + "30 10 00").keyFrame()).isTrue();
        assertThat(facts(AV1, "10" + SEQUENCE).keyFrame()).as("alone").isTrue();
        assertThat(facts(AV1, "20 08" + SEQUENCE + "30 30 00").keyFrame())
                .as("repeated before an INTER_FRAME")
                .isFalse();
        assertThat(facts(AV1, "10 30 10 00").keyFrame()).as("no sequence header").isFalse();
    }

    @Test
    void readsElementsThatAllHaveSizes() {
        // W=0: each element has its size
        assertThat(facts(AV1, "00 08" + SEQUENCE + "03 301000").keyFrame()).isTrue();
        assertThat(facts(AV1, "00 08" + SEQUENCE + "03 303000").keyFrame()).isFalse();
    }

    @Test
    void readsFramesThatHaveAnOwnSize() {
        // has_size_field, as in files: header 0x32, size 2
        assertThat(facts(AV1, "20 0a 0a 08 000000042cd4f7 00 32 02 1000").keyFrame()).isTrue();
        assertThat(facts(AV1, "20 0a 0a 08 000000042cd4f7 00 32 02 3000").keyFrame()).isFalse();
    }

    @Test
    void readsTheLayersOfTheFirstExtension() {
        // frame with extension: temporal 2, spatial 1
        PayloadFacts facts = facts(AV1, "10 34 48 30 00");
        assertThat(facts.temporalLayer()).isEqualTo(2);
        assertThat(facts.spatialLayer()).isEqualTo(1);
    }

    @Test
    void leavesTheContinuationAlone() {
        // Z W=1: the bytes look like a sequence header and are not
        PayloadFacts facts = facts(AV1, "90" + SEQUENCE);
        assertThat(facts.malformed()).isFalse();
        assertThat(facts.keyFrame()).isFalse();
        assertThat(facts.startOfFrame()).isFalse();
        // the second element is looked at
        assertThat(facts(AV1, "a0 02 0000" + SEQUENCE).keyFrame()).isTrue();
    }

    @Test
    void doesNotEndAFrameThatIsContinued() {
        assertThat(marked(AV1, "50 30 30 00").endOfFrame()).isFalse();
        assertThat(marked(AV1, "10 30 30 00").endOfFrame()).isTrue();
        assertThat(facts(AV1, "10 30 30 00").endOfFrame()).isFalse();
    }

    @Test
    void findsBrokenAggregatesMalformed() {
        assertThat(facts(AV1, "").malformed()).isTrue();
        assertThat(facts(AV1, "10").malformed()).as("no element").isTrue();
        assertThat(facts(AV1, "98 08 00").malformed()).as("Z and N").isTrue();
        assertThat(facts(AV1, "00 05 30 10 00").malformed()).as("cut element").isTrue();
        assertThat(facts(AV1, "00 80").malformed()).as("cut size").isTrue();
        assertThat(facts(AV1, "00 ffffffffffffffff01 30").malformed()).as("huge").isTrue();
    }
}
