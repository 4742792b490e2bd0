package foyer.sfu.codec;

import static foyer.sfu.codec.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 7741 4.2. */
class Vp8RewriterTest {
    private static byte[] rewritten(String payload, int pictureId, int tl0PicIdx, int keyIdx) {
        PacketBuffer packet = PacketBuffer.wrap(hex(payload));
        assertThat(Vp8Rewriter.rewrite(packet, 1, pictureId, tl0PicIdx, keyIdx)).isTrue();
        return packet.copy();
    }

    @Test
    void writesEveryCounterInItsWidth() {
        assertThat(rewritten("ee 90 f0 9234 ab 69 10", 0x7ffe, 0xff, 0x1f))
                .isEqualTo(hex("ee 90 f0 fffe ff 7f 10"));
        assertThat(rewritten("ee 90 f0 12 ab 69 10", 0x7ffe, 0x100, 0x20))
                .isEqualTo(hex("ee 90 f0 7e 00 60 10"));
    }

    @Test
    void leavesWhatIsAbsentOrNotGiven() {
        assertThat(rewritten("ee 10 00", 1, 1, 1)).isEqualTo(hex("ee 10 00"));
        assertThat(rewritten("ee 90 f0 9234 ab 69 10", -1, -1, -1))
                .isEqualTo(hex("ee 90 f0 9234 ab 69 10"));
        // T without K: the last five bits are not ours
        assertThat(rewritten("ee 90 20 69 10", 1, 1, 1)).isEqualTo(hex("ee 90 20 69 10"));
    }

    @Test
    void writesNothingIntoACutDescriptor() {
        byte[] whole = hex("90 f0 9234 ab 29");
        for (int length = 0; length < whole.length; length++) {
            byte[] bytes = whole.clone();
            PacketBuffer packet = PacketBuffer.wrap(bytes, 0, length);
            assertThat(Vp8Rewriter.rewrite(packet, 0, 1, 1, 1)).as("length %d", length).isFalse();
            assertThat(bytes).isEqualTo(whole);
        }
    }

    @Test
    void changesOnlyCountersInAnyBytes() {
        long seed = 7741;
        Random random = new Random(seed);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            byte[] before = bytes.clone();
            int id = random.nextInt(1 << 15);
            int tl0 = random.nextInt(1 << 8);
            int key = random.nextInt(1 << 5);
            boolean whole = Vp8Rewriter.rewrite(PacketBuffer.wrap(bytes), 0, id, tl0, key);
            PayloadFacts was = Payloads.facts(CodecKind.VP8, before);
            PayloadFacts is = Payloads.facts(CodecKind.VP8, bytes);
            if (!whole) {
                assertThat(bytes).as("seed %d round %d", seed, round).isEqualTo(before);
            }
            if (is.malformed() || !whole) {
                assertThat(was.malformed()).as("seed %d round %d", seed, round).isTrue();
                continue;
            }
            int mask = (1 << was.pictureIdBits()) - 1;
            int expected = was.pictureId() < 0 ? -1 : id & mask;
            boolean right =
                    is.pictureId() == expected
                            && is.pictureIdBits() == was.pictureIdBits()
                            && is.tl0PicIdx() == (was.tl0PicIdx() < 0 ? -1 : tl0)
                            && is.keyIdx() == (was.keyIdx() < 0 ? -1 : key)
                            && is.temporalLayer() == was.temporalLayer()
                            && is.layerSync() == was.layerSync()
                            && is.keyFrame() == was.keyFrame();
            assertThat(right)
                    .as("seed %d round %d: %s → %s", seed, round, Arrays.toString(before), is)
                    .isTrue();
        }
    }
}
