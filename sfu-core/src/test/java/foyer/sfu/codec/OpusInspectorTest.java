package foyer.sfu.codec;

import static foyer.sfu.codec.CodecKind.OPUS;
import static foyer.sfu.codec.Payloads.facts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6716 3.1. */
class OpusInspectorTest {
    @ParameterizedTest
    @CsvSource({
        "78 0102, 960", // hybrid fullband 20 ms, one frame
        "00 0102, 480", // SILK 10 ms
        "18 0102, 2880", // SILK 60 ms
        "60 0102, 480", // hybrid 10 ms
        "e0 0102, 120", // CELT 2.5 ms
        "fd 0102, 1920", // CELT 20 ms, two frames
        "fb 0601, 5760", // CELT 20 ms, six frames
        "fb 0701, 0", // 140 ms is too long
        "fb, 0", // no frame count
    })
    void tellsTheDuration(String payload, int ticks) {
        assertThat(facts(OPUS, payload).durationTicks()).isEqualTo(ticks);
    }

    @Test
    void takesTwoBytesForSilence() {
        assertThat(facts(OPUS, "78").silence()).isTrue();
        assertThat(facts(OPUS, "78 01").silence()).isTrue();
        assertThat(facts(OPUS, "78 01 02").silence()).isFalse();
    }

    @Test
    void isAWholeFrameButNeverAKeyFrame() {
        PayloadFacts facts = facts(OPUS, "78 01 02");
        assertThat(facts.startOfFrame()).isTrue();
        assertThat(facts.endOfFrame()).isTrue();
        assertThat(facts.keyFrame()).isFalse();
    }

    @Test
    void findsAnEmptyPayloadMalformed() {
        assertThat(facts(OPUS, "").malformed()).isTrue();
        assertThat(facts(CodecKind.RED, "").malformed()).isTrue();
        assertThat(facts(CodecKind.RED, "6f 78 01").endOfFrame()).isTrue();
    }
}
