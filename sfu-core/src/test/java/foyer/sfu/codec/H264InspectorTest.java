package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.H264;
import static foyer.sfu.codec.Payloads.facts;
import static foyer.sfu.codec.Payloads.marked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 6184 5.6, 5.7.1, 5.8. */
class H264InspectorTest {
    @Test
    void findsKeyFramesInSingleUnits() {
        assertThat(facts(H264, "67 42e01f").keyFrame()).as("SPS").isTrue();
        assertThat(facts(H264, "65 b8").keyFrame()).as("IDR, first slice").isTrue();
        assertThat(facts(H264, "65 48").keyFrame()).as("IDR, later slice").isFalse();
        assertThat(facts(H264, "68 ce").keyFrame()).as("PPS").isFalse();
        assertThat(facts(H264, "41 9a").keyFrame()).as("slice").isFalse();
    }

    @Test
    void findsKeyFramesInAggregates() {
        // STAP-A of SPS, PPS, and a slice
        assertThat(facts(H264, "78 0003 6742e0 0002 68ce").keyFrame()).isTrue();
        assertThat(facts(H264, "78 0002 68ce 0002 65b8").keyFrame()).isTrue();
        assertThat(facts(H264, "78 0002 68ce 0002 419a").keyFrame()).isFalse();
        assertThat(facts(H264, "78 0002 68ce 0002 419a").startOfFrame()).isTrue();
    }

    @Test
    void findsNoKeyFrameWhereParametersStandBeforeAnotherPicture() {
        // STAP-A of SPS, PPS, and the first slice of a picture that is no IDR
        assertThat(facts(H264, "78 0003 6742e0 0002 68ce 0002 419a").keyFrame()).isFalse();
        assertThat(facts(H264, "78 0003 6742e0 0002 68ce 0002 419a").parameters()).isTrue();
        assertThat(facts(H264, "78 0003 6742e0 0002 68ce 0002 65b8").keyFrame()).isTrue();
        assertThat(facts(H264, "65 b8").parameters()).isFalse();
    }

    @Test
    void findsKeyFramesWhereAFragmentedUnitStarts() {
        assertThat(facts(H264, "7c 85 b8").keyFrame()).isTrue();
        assertThat(facts(H264, "7c 85 b8").startOfFrame()).isTrue();
        assertThat(facts(H264, "7c 05 b8").keyFrame()).as("middle").isFalse();
        assertThat(facts(H264, "7c 05 b8").startOfFrame()).as("middle").isFalse();
        assertThat(marked(H264, "7c 45 b8").endOfFrame()).as("end").isTrue();
    }

    @Test
    void startsAFrameWithItsFirstSlice() {
        assertThat(facts(H264, "41 9a").startOfFrame()).isTrue();
        assertThat(facts(H264, "41 4a").startOfFrame()).isFalse();
    }

    @Test
    void discardsWhatNothingRefersTo() {
        assertThat(facts(H264, "01 9a").discardable()).isTrue();
        assertThat(facts(H264, "1c 81 9a").discardable()).isTrue();
        assertThat(facts(H264, "41 9a").discardable()).isFalse();
        assertThat(facts(H264, "06 05").discardable()).as("SEI").isFalse();
    }

    @Test
    void findsCutPayloadsMalformed() {
        assertThat(facts(H264, "").malformed()).isTrue();
        assertThat(facts(H264, "7c 85").malformed()).isTrue();
        assertThat(facts(H264, "78").malformed()).as("empty aggregate").isTrue();
        assertThat(facts(H264, "78 0003 6742").malformed()).as("cut unit").isTrue();
        assertThat(facts(H264, "78 0002 68ce 00").malformed()).as("cut size").isTrue();
        assertThat(facts(H264, "78 0000 0002 68ce").malformed()).as("no unit").isTrue();
    }
}
