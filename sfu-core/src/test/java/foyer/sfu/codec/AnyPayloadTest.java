package foyer.sfu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnyPayloadTest {
    private static final int ROUNDS = 200_000;
    private static final long SEED = 9628;

    @ParameterizedTest
    @EnumSource
    void isReadWithinItsLimits(CodecKind kind) {
        Random random = new Random(SEED + kind.name().hashCode());
        PayloadInspector inspector = PayloadInspector.of(kind);
        PayloadFacts whole = new PayloadFacts();
        PayloadFacts prefix = new PayloadFacts();
        byte[] bytes = new byte[160];
        PacketBuffer packet = PacketBuffer.allocate(0);
        for (int round = 0; round < ROUNDS; round++) {
            int length = random.nextInt(1, random.nextBoolean() ? 12 : 140);
            int offset = random.nextInt(16);
            random.nextBytes(bytes);
            shape(kind, bytes, offset, random);
            String input = HexFormat.of().formatHex(bytes, offset, offset + length);
            // nothing behind the payload: a read past the limit throws
            packet.rewrap(bytes, 0, offset + length);
            inspector.inspect(packet, offset, length, true, whole);
            assertBounds(whole, input, round);

            // a recording has only the first bytes
            int kept = Math.min(length, PayloadFacts.INSPECTED_BYTES);
            packet.rewrap(Arrays.copyOfRange(bytes, offset, offset + kept), 0, kept);
            inspector.inspect(packet, 0, kept, true, prefix);
            if (!whole.toString().equals(prefix.toString())) {
                assertThat(prefix.toString())
                        .as("%s seed %d round %d: %s", kind, SEED, round, input)
                        .isEqualTo(whole.toString());
            }
        }
    }

    /** Makes the deeper branches as likely as the first. */
    private static void shape(CodecKind kind, byte[] bytes, int offset, Random random) {
        if (random.nextBoolean()) {
            return;
        }
        switch (kind) {
            case VP8 -> bytes[offset] |= (byte) 0x80;
            case VP9 -> bytes[offset] |= (byte) 0xb2;
            case H264 -> {
                bytes[offset] = (byte) (random.nextBoolean() ? 0x78 : 0x7c);
                bytes[offset + 1] &= 0x01;
                bytes[offset + 2] &= 0x1f;
            }
            case AV1 -> {
                bytes[offset] &= 0x70;
                bytes[offset + 1] &= 0x0f;
                bytes[offset + 2] = 0x0a;
            }
            case OPUS, RED, OTHER -> {}
        }
    }

    private static void assertBounds(PayloadFacts facts, String input, int round) {
        boolean sound =
                facts.spatialLayer() >= 0
                        && facts.spatialLayer() < 8
                        && facts.temporalLayer() >= 0
                        && facts.temporalLayer() < 8
                        && facts.pictureId() >= -1
                        && facts.pictureId() < 1 << 15
                        && facts.tl0PicIdx() >= -1
                        && facts.tl0PicIdx() < 1 << 8
                        && facts.keyIdx() >= -1
                        && facts.keyIdx() < 1 << 5
                        && (facts.pictureId() >= 0) == (facts.pictureIdBits() > 0)
                        && !(facts.malformed() && (facts.keyFrame() || facts.endOfPicture()));
        assertThat(sound).as("seed %d round %d: %s %s", SEED, round, input, facts).isTrue();
    }
}
