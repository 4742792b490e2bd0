package foyer.load.media;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Vp8DescriptorTest {
    private static String bytes(Vp8Descriptor descriptor, boolean start, int count) {
        PacketBuffer payload = PacketBuffer.wrap(new byte[32]);
        descriptor.write(payload, start, 180);
        return HexFormat.of().formatHex(payload.array(), 0, count);
    }

    @Test
    void beginsAKeyFrameWithItsHeader() {
        Vp8Descriptor descriptor = new Vp8Descriptor(3);
        descriptor.nextFrame(true);
        // X and S; I, L, T, K; picture 1; TL0PICIDX 1; TID 0 and KEYIDX 1; P 0; start code; 320×180
        assertThat(bytes(descriptor, true, 16)).isEqualTo("90f0800101011000009d012a4001b400");
        assertThat(bytes(descriptor, false, 6)).isEqualTo("80f080010101");
    }

    @Test
    void followsThePatternOfThreeTemporalLayers() {
        Vp8Descriptor descriptor = new Vp8Descriptor(3);
        descriptor.nextFrame(true);
        descriptor.nextFrame(false);
        assertThat(bytes(descriptor, true, 7)).isEqualTo("b0f080020" + "1a1" + "11");
        descriptor.nextFrame(false);
        assertThat(bytes(descriptor, true, 7)).isEqualTo("90f080030" + "161" + "11");
        descriptor.nextFrame(false);
        assertThat(bytes(descriptor, true, 7)).isEqualTo("b0f080040" + "181" + "11");
        descriptor.nextFrame(false);
        assertThat(bytes(descriptor, true, 7)).isEqualTo("90f080050" + "201" + "11");
    }

    @Test
    void wrapsItsNumbersWhereTheyEnd() {
        Vp8Descriptor descriptor = new Vp8Descriptor(1);
        for (int i = 0; i < 0x8000; i++) {
            descriptor.nextFrame(i == 0);
        }
        assertThat(bytes(descriptor, false, 6)).isEqualTo("80f080000001");
    }
}
