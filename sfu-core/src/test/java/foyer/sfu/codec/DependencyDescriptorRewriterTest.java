package foyer.sfu.codec;

import static foyer.sfu.codec.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** AV1 RTP specification 1.0, A.8.2. */
class DependencyDescriptorRewriterTest {
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final PacketBuffer target = PacketBuffer.allocate(300).length(300);

    private byte[] rewritten(byte[] source, long activeDecodeTargets) {
        PacketBuffer packet = PacketBuffer.wrap(source);
        assertThat(DependencyDescriptor.read(packet, 0, source.length, descriptor)).isTrue();
        Arrays.fill(target.array(), (byte) 0xff);
        int bytes =
                DependencyDescriptorRewriter.rewrite(
                        packet, 0, descriptor, activeDecodeTargets, target, 1);
        assertThat(target.u8(0)).isEqualTo(0xff);
        assertThat(target.u8(1 + bytes)).isEqualTo(0xff);
        return Arrays.copyOfRange(target.array(), 1, 1 + bytes);
    }

    @Test
    void saysWhichTargetsAreActive() {
        byte[] structured = rewritten(hex(DependencyDescriptorTest.L3T3), 0x007);
        assertThat(structured).hasSize(97); // 760 bits and 9
        // a descriptor of three bytes grows by flags 01000 and nine bits
        assertThat(rewritten(hex("860173"), 0x03f)).isEqualTo(hex("86017340fc"));
        // one that has them keeps its size: 01000 000000111 00
        assertThat(rewritten(hex("86017340fc"), 0x007)).isEqualTo(hex("860173401c"));

        DependencyDescriptor reader = new DependencyDescriptor();
        PacketBuffer packet = PacketBuffer.wrap(structured);
        assertThat(DependencyDescriptor.read(packet, 0, structured.length, reader)).isTrue();
        assertThat(reader.activeDecodeTargets()).isEqualTo(0x007);
        assertThat(reader.keyFrame()).isTrue();
        assertThat(reader.structure()).isNotNull();
        assertThat(reader.frameNumber()).isEqualTo(0x0172);
        assertThat(reader.consumedBits()).isEqualTo(769);
    }

    @Test
    void refusesTooLittleRoom() {
        PacketBuffer packet = PacketBuffer.wrap(hex(DependencyDescriptorTest.L3T3));
        assertThat(DependencyDescriptor.read(packet, 0, packet.length(), descriptor)).isTrue();
        PacketBuffer small = PacketBuffer.allocate(97).length(97);
        assertThat(DependencyDescriptorRewriter.rewrite(packet, 0, descriptor, 1, small, 0))
                .isEqualTo(97);
        assertThat(DependencyDescriptorRewriter.rewrite(packet, 0, descriptor, 1, small, 1))
                .isEqualTo(-1);
    }

    @Test
    void changesNothingElseInAnyDescriptor() {
        long seed = 8;
        Random random = new Random(seed);
        byte[] chrome = hex(DependencyDescriptorTest.L3T3);
        DependencyDescriptor again = new DependencyDescriptor();
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = round % 2 == 0 ? chrome.clone() : new byte[random.nextInt(3, 24)];
            if (round % 2 == 1) {
                random.nextBytes(bytes);
            }
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            PacketBuffer packet = PacketBuffer.wrap(bytes);
            if (!DependencyDescriptor.read(packet, 0, bytes.length, descriptor)) {
                continue;
            }
            int written = DependencyDescriptorRewriter.rewrite(packet, 0, descriptor, 1, target, 0);
            again.resume(descriptor.structure(), descriptor.activeDecodeTargets());
            boolean same =
                    DependencyDescriptor.read(target, 0, written, again)
                            && again.activeDecodeTargets() == 1
                            && facts(again).equals(facts(descriptor));
            assertThat(same).as("seed %d round %d", seed, round).isTrue();
        }
    }

    private static String facts(DependencyDescriptor descriptor) {
        PayloadFacts facts = new PayloadFacts();
        descriptor.applyTo(facts);
        return "%s %d %d %d"
                .formatted(
                        facts,
                        descriptor.templateId(),
                        descriptor.frameNumber(),
                        descriptor.frameDiffs());
    }
}
