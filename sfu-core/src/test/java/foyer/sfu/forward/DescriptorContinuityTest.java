package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** AV1 RTP specification 1.0, A.8.2. */
class DescriptorContinuityTest {
    private static final int ID = 12;

    /** What Chrome sends with a key frame of L3T3: frame 0x0172. */
    private static final String L3T3 =
            "c1017280081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d95"
                    + "4926e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca8775300"
                    + "77004200ef008601df010d";

    private static final long ALL = 0x1ff;

    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final DescriptorContinuity continuity = new DescriptorContinuity();
    private final PacketBuffer target = PacketBuffer.allocate(300);

    private String next(String source, long sent) {
        RtpPacket packet = packet(source);
        PayloadFacts facts = new PayloadFacts();
        descriptor.applyTo(facts);
        continuity.next(facts);
        return written(packet, sent);
    }

    private RtpPacket packet(String source) {
        PacketBuffer buffer = PacketBuffer.allocate(400);
        byte[] extension = HexFormat.of().parseHex(source);
        new RtpWriter()
                .start(buffer)
                .extension(ID, extension)
                .payload(PacketBuffer.wrap(new byte[4]), 0, 4);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(buffer)).isTrue();
        assertThat(
                        DependencyDescriptor.read(
                                buffer, packet.extensionOffset(ID), extension.length, descriptor))
                .isTrue();
        return packet;
    }

    private String written(RtpPacket packet, long sent) {
        int bytes = continuity.write(packet, ID, descriptor, sent, target);
        return HexFormat.of().formatHex(target.copy(), 0, bytes);
    }

    @Test
    void frameNumbersGoOnWhereTheStreamChanges() {
        continuity.enter();
        next(L3T3, ALL);
        // of S0T1, the second packet
        assertThat(next("060173", ALL)).isEqualTo("060173");
        continuity.enter();
        assertThat(next("069000", ALL)).isEqualTo("060174");
        assertThat(next("069003", ALL)).isEqualTo("060177");

        PayloadFacts late = new PayloadFacts();
        RtpPacket packet = packet("060172");
        descriptor.applyTo(late);
        continuity.ofLeft(late);
        assertThat(written(packet, ALL)).isEqualTo("060172");
    }

    @Test
    void theStructureComesWithWhatIsSentOfIt() {
        continuity.enter();
        String structured = next(L3T3, 0x3f);
        DependencyDescriptor reader = new DependencyDescriptor();
        byte[] bytes = HexFormat.of().parseHex(structured);
        assertThat(DependencyDescriptor.read(PacketBuffer.wrap(bytes), 0, bytes.length, reader))
                .isTrue();
        assertThat(reader.activeDecodeTargets()).isEqualTo(0x3f);
        assertThat(reader.frameNumber()).isEqualTo(0x0172);
    }

    @Test
    void aChangeIsToldAtTheStartOfFramesForAWhile() {
        continuity.enter();
        next(L3T3, ALL);
        for (int i = 0; i < 40; i++) {
            next("860173", ALL);
        }
        assertThat(next("860173", ALL)).isEqualTo("860173");
        // flags 01000, nine bits 000111111
        assertThat(next("860174", 0x3f)).isEqualTo("86017440fc");
        assertThat(next("060174", 0x3f)).as("not the start").isEqualTo("060174");
        for (int i = 0; i < 40; i++) {
            next("860175", 0x3f);
        }
        assertThat(next("860176", 0x3f)).isEqualTo("860176");
        // 111111111
        assertThat(next("860177", ALL)).isEqualTo("86017747fc");
    }

    @Test
    void whatTheSenderLeavesOutStaysLeftOut() {
        continuity.enter();
        next(L3T3, ALL);
        assertThat(next("86017340fc", 0x1c7)).isEqualTo("860173401c");
    }
}
