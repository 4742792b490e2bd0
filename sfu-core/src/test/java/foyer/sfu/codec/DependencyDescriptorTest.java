package foyer.sfu.codec;

import static foyer.sfu.codec.DependencyDescriptor.Indication.DISCARDABLE;
import static foyer.sfu.codec.DependencyDescriptor.Indication.NOT_PRESENT;
import static foyer.sfu.codec.DependencyDescriptor.Indication.REQUIRED;
import static foyer.sfu.codec.DependencyDescriptor.Indication.SWITCH;
import static foyer.sfu.codec.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.codec.DependencyDescriptor.Indication;
import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** AV1 RTP specification 1.0, appendix A. */
class DependencyDescriptorTest {
    /** The first packet of an L3T3 stream that Chrome sent. */
    static final String L3T3 =
            "c1017280081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d95"
                    + "4926e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca8775300"
                    + "77004200ef008601df010d";

    /**
     * One layer, one target, no chain: start, end, template 0, frame 1; structure with offset 0,
     * one template, SWITCH, no diff, no chain, 16x8.
     */
    private static final String ONE_LAYER = "c000018000e2001e000e";

    private final DependencyDescriptor descriptor = new DependencyDescriptor();

    private boolean read(String digits) {
        return read(hex(digits));
    }

    private boolean read(byte[] bytes) {
        return DependencyDescriptor.read(PacketBuffer.wrap(bytes), 0, bytes.length, descriptor);
    }

    private Indication[] indications(int count) {
        return IntStream.range(0, count)
                .mapToObj(descriptor::indication)
                .toArray(Indication[]::new);
    }

    private TemplateStructure structure() {
        TemplateStructure structure = descriptor.structure();
        if (structure == null) {
            throw new AssertionError("no structure");
        }
        return structure;
    }

    @Test
    void readsTheStructureOfAKeyFrame() {
        assertThat(read(L3T3)).isTrue();
        assertThat(descriptor.keyFrame()).isTrue();
        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.endOfFrame()).isTrue();
        assertThat(descriptor.templateId()).isEqualTo(1);
        assertThat(descriptor.frameNumber()).isEqualTo(0x0172);
        assertThat(descriptor.frameDiffs()).isZero();
        assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x1ff);
        assertThat(indications(9)).containsOnly(SWITCH);
        assertThat(descriptor.consumedBits()).isEqualTo(L3T3.length() * 4);
    }

    @Test
    void knowsTheLayersOfDecodeTargets() {
        assertThat(read(L3T3)).isTrue();
        assertThat(structure().decodeTargets()).isEqualTo(9);
        assertThat(structure().chains()).isEqualTo(3);
        for (int i = 0; i < 9; i++) {
            assertThat(structure().targetSpatialLayer(i)).as("target %d", i).isEqualTo(i / 3);
            assertThat(structure().targetTemporalLayer(i)).as("target %d", i).isEqualTo(i % 3);
            assertThat(structure().chainOf(i)).as("target %d", i).isEqualTo(i / 3);
        }
        assertThat(structure().spatialLayers()).isEqualTo(3);
        assertThat(structure().width(0)).isEqualTo(120);
        assertThat(structure().height(0)).isEqualTo(67);
        assertThat(structure().width(2)).isEqualTo(480);
        assertThat(structure().height(2)).isEqualTo(270);
    }

    @Test
    void readsWhatFollowsByItsTemplate() {
        assertThat(read(L3T3)).isTrue();
        // 860173: start, template 6, frame 371
        assertThat(read("860173")).isTrue();
        assertThat(descriptor.keyFrame()).isFalse();
        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.endOfFrame()).isFalse();
        assertThat(descriptor.spatialLayer()).isEqualTo(1);
        assertThat(descriptor.temporalLayer()).isZero();
        assertThat(descriptor.frameDiffs()).isEqualTo(1);
        assertThat(descriptor.frameDiff(0)).isEqualTo(1);
        assertThat(descriptor.chainDiff(0)).isEqualTo(1);
        assertThat(indications(9))
                .containsExactly(
                        NOT_PRESENT,
                        NOT_PRESENT,
                        NOT_PRESENT,
                        SWITCH,
                        SWITCH,
                        SWITCH,
                        SWITCH,
                        SWITCH,
                        SWITCH);
        assertThat(descriptor.layerSync()).isTrue();
        // c30175: S0T2
        assertThat(read("c30175")).isTrue();
        assertThat(descriptor.temporalLayer()).isEqualTo(2);
        assertThat(descriptor.indication(2)).isEqualTo(DISCARDABLE);
        assertThat(descriptor.indication(5)).isEqualTo(REQUIRED);
        assertThat(descriptor.layerSync()).isFalse();
        assertThat(descriptor.discardable()).isFalse();
        assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x1ff);
    }

    @Test
    void keepsTheActiveDecodeTargets() {
        assertThat(read(L3T3)).isTrue();
        // flags 01000, then 9 bits: 000111111
        assertThat(read("86017340fc")).isTrue();
        assertThat(descriptor.activeDecodeTargetsPresent()).isTrue();
        assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x3f);
        assertThat(read("c30175")).isTrue();
        assertThat(descriptor.activeDecodeTargetsPresent()).isFalse();
        assertThat(descriptor.activeDecodeTargets()).isEqualTo(0x3f);
        assertThat(read(L3T3)).isTrue();
        assertThat(descriptor.activeDecodeTargets()).as("a new structure").isEqualTo(0x1ff);
    }

    @Test
    void readsAFrameThatIsNotAsItsTemplate() {
        assertThat(read(L3T3)).isTrue();
        // flags 00111 | DTIs 3 0 1 2 0 0 0 0 0 | fdiffs 01:0100 10:00010000 00 | chains 1 2 255
        byte[] bytes = new byte[12];
        PacketBuffer packet = PacketBuffer.wrap(bytes);
        Bits.put(packet, 0, 24, 0xc60001);
        Bits.put(packet, 24, 5, 0b00111);
        Bits.put(packet, 29, 18, 0b11_00_01_10_00_00_00_00_00);
        Bits.put(packet, 47, 18, 0b01_0100_10_00010000_00);
        Bits.put(packet, 65, 24, 0x0102ff);
        assertThat(read(bytes)).isTrue();
        assertThat(Arrays.copyOf(indications(9), 4))
                .containsExactly(REQUIRED, NOT_PRESENT, DISCARDABLE, SWITCH);
        assertThat(descriptor.frameDiffs()).isEqualTo(2);
        assertThat(descriptor.frameDiff(0)).isEqualTo(5);
        assertThat(descriptor.frameDiff(1)).isEqualTo(17);
        assertThat(descriptor.chainDiff(0)).isEqualTo(1);
        assertThat(descriptor.chainDiff(2)).isEqualTo(255);
        assertThat(descriptor.consumedBits()).isEqualTo(89);
    }

    @Test
    void takesThePlaceOfWhatThePayloadSays() {
        PayloadFacts facts = Payloads.marked(CodecKind.AV1, "50 30 30 00");
        assertThat(read(L3T3)).isTrue();
        descriptor.applyTo(facts);
        assertThat(facts.keyFrame()).isTrue();
        assertThat(facts.endOfFrame()).isTrue();
        assertThat(facts.endOfPicture()).isTrue();
        assertThat(facts.resolutions()).isEqualTo(3);
        assertThat(facts.width(2)).isEqualTo(480);
        assertThat(read("88017640fc")).isTrue();
        facts.clear();
        descriptor.applyTo(facts);
        assertThat(facts.keyFrame()).isFalse();
        assertThat(facts.spatialLayer()).isEqualTo(1);
        assertThat(facts.temporalLayer()).isEqualTo(2);
        assertThat(facts.resolutions()).isZero();
    }

    @Test
    void readsTheSmallestStructure() {
        // 10000 000000 00000 11 10 0 0 1 | 0x000f 0x0007
        assertThat(read(ONE_LAYER)).isTrue();
        assertThat(structure().decodeTargets()).isEqualTo(1);
        assertThat(structure().chains()).isZero();
        assertThat(structure().chainOf(0)).isEqualTo(-1);
        assertThat(structure().width(0)).isEqualTo(16);
        assertThat(structure().height(0)).isEqualTo(8);
        assertThat(descriptor.indication(0)).isEqualTo(SWITCH);
        assertThat(descriptor.discardable()).isFalse();
    }

    @Test
    void needsAStructure() {
        assertThat(read("860173")).isFalse();
        assertThat(read("86017340fc")).isFalse();
        assertThat(descriptor.structure()).isNull();
    }

    @Test
    void keepsTheStructureWhenAnotherIsBroken() {
        assertThat(read(L3T3)).isTrue();
        TemplateStructure before = structure();
        byte[] whole = hex(L3T3);
        for (int length = 0; length < whole.length; length++) {
            if (length != 3) {
                assertThat(read(Arrays.copyOf(whole, length))).as("length %d", length).isFalse();
            }
        }
        assertThat(read("ff0173")).as("template 63").isFalse();
        assertThat(descriptor.structure()).isSameAs(before);
        assertThat(read("860173")).isTrue();
    }

    @Test
    void goesOnFromItsBytes() {
        assertThat(read(L3T3)).isTrue();
        assertThat(read("86017340fc")).isTrue();
        DependencyDescriptor resumed = new DependencyDescriptor();
        resumed.resume(
                TemplateStructure.decode(structure().encoded()), descriptor.activeDecodeTargets());
        assertThat(DependencyDescriptor.read(PacketBuffer.wrap(hex("c30175")), 0, 3, resumed))
                .isTrue();
        assertThat(resumed.temporalLayer()).isEqualTo(2);
        assertThat(resumed.activeDecodeTargets()).isEqualTo(0x3f);
        assertThat(TemplateStructure.decode(new byte[] {1, 2})).isNull();
    }

    @Test
    void readsAnyBytesWithinTheirLimits() {
        long seed = 64;
        Random random = new Random(seed);
        byte[] chrome = hex(L3T3);
        int structures = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 8 : 255)];
            random.nextBytes(bytes);
            if (random.nextInt(4) > 0) {
                System.arraycopy(chrome, 0, bytes, 0, Math.min(chrome.length, bytes.length));
                for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            boolean whole = read(bytes);
            structures += whole && descriptor.structurePresent() ? 1 : 0;
            boolean sound =
                    !whole
                            || (descriptor.consumedBits() <= bytes.length * 8
                                    && descriptor.spatialLayer() < structure().spatialLayers()
                                    && descriptor.activeDecodeTargets()
                                            <= structure().allDecodeTargets());
            assertThat(sound).as("seed %d round %d", seed, round).isTrue();
        }
        assertThat(structures).isGreaterThan(10_000);
    }
}
