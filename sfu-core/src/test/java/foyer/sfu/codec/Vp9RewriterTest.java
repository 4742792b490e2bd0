package foyer.sfu.codec;

import static foyer.sfu.codec.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 9628 4.2. */
class Vp9RewriterTest {
    private static byte[] rewritten(String payload, int pictureId, int tl0PicIdx) {
        PacketBuffer packet = PacketBuffer.wrap(hex(payload));
        assertThat(Vp9Rewriter.rewrite(packet, 1, pictureId, tl0PicIdx)).isTrue();
        return packet.copy();
    }

    @Test
    void writesEveryCounterInItsWidth() {
        // I L B | M 0x1234 | T0 U S0 | TL0PICIDX
        assertThat(rewritten("ee a8 9234 10 07 00", 0x7ffe, 0xab))
                .isEqualTo(hex("ee a8 fffe 10 ab 00"));
        // I L B | 0x12 | layers | TL0PICIDX
        assertThat(rewritten("ee a8 12 10 07 00", 0x7ffe, 0x1ab))
                .isEqualTo(hex("ee a8 7e 10 ab 00"));
        // L without I
        assertThat(rewritten("ee 28 10 07 00", 1, 2)).isEqualTo(hex("ee 28 10 02 00"));
    }

    @Test
    void leavesReferencesOfFlexibleModeAlone() {
        // I P L F | 0x12 | layers | P_DIFF 3 and another | P_DIFF 127
        assertThat(rewritten("ee f0 12 43 07 fe 00", 0x55, 0xab))
                .isEqualTo(hex("ee f0 55 43 07 fe 00"));
    }

    @Test
    void leavesWhatIsAbsentOrNotGiven() {
        assertThat(rewritten("ee 08 00", 1, 1)).isEqualTo(hex("ee 08 00"));
        assertThat(rewritten("ee a8 9234 10 07 00", -1, -1)).isEqualTo(hex("ee a8 9234 10 07 00"));
    }

    @Test
    void writesNothingIntoACutDescriptor() {
        byte[] whole = hex("a8 9234 10 07");
        for (int length = 0; length < whole.length; length++) {
            byte[] bytes = whole.clone();
            PacketBuffer packet = PacketBuffer.wrap(bytes, 0, length);
            assertThat(Vp9Rewriter.rewrite(packet, 0, 1, 1)).as("length %d", length).isFalse();
            assertThat(bytes).isEqualTo(whole);
        }
    }

    @Test
    void changesOnlyCountersInAnyBytes() {
        long seed = 9628;
        Random random = new Random(seed);
        int sound = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(16)];
            random.nextBytes(bytes);
            byte[] before = bytes.clone();
            int id = random.nextInt(1 << 15);
            int tl0 = random.nextInt(1 << 8);
            boolean whole = Vp9Rewriter.rewrite(PacketBuffer.wrap(bytes), 0, id, tl0);
            PayloadFacts was = Payloads.facts(CodecKind.VP9, before);
            PayloadFacts is = Payloads.facts(CodecKind.VP9, bytes);
            if (!whole) {
                assertThat(bytes).as("seed %d round %d", seed, round).isEqualTo(before);
            }
            if (was.malformed()) {
                continue;
            }
            sound++;
            int expected = was.pictureId() < 0 ? -1 : id & ((1 << was.pictureIdBits()) - 1);
            boolean right =
                    whole
                            && is.pictureId() == expected
                            && is.tl0PicIdx() == (was.tl0PicIdx() < 0 ? -1 : tl0)
                            && is.spatialLayer() == was.spatialLayer()
                            && is.temporalLayer() == was.temporalLayer()
                            && is.references() == was.references()
                            && is.keyFrame() == was.keyFrame();
            assertThat(right)
                    .as("seed %d round %d: %s → %s", seed, round, Arrays.toString(before), is)
                    .isTrue();
        }
        assertThat(sound).isGreaterThan(10_000);
    }
}
