package foyer.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RtcpWriterTest {
    private final RtcpWriter writer = new RtcpWriter();
    private final PacketBuffer packet = PacketBuffer.allocate(100);

    @Test
    void appendsToACompoundPacket() {
        writer.start(packet, 100);
        assertThat(writer.isEmpty()).isTrue();
        assertThat(writer.append(new ReceiverReport(1, List.of()))).isTrue();
        assertThat(writer.append(new PictureLossIndication(1, 2))).isTrue();
        assertThat(writer.isEmpty()).isFalse();
        assertThat(writer.remaining()).isEqualTo(80);
        assertThat(packet.copy())
                .isEqualTo(Wire.hex("80c90001 00000001 81ce0002 00000001 00000002").copy());
    }

    @Test
    void leavesOutWhatHasNoRoom() {
        for (RtcpMessage message : messagesOfTwentyBytes()) {
            writer.start(packet, 31);
            assertThat(writer.append(new PictureLossIndication(1, 2))).isTrue();
            byte[] before = packet.copy();
            assertThat(writer.append(message)).as("%s", message).isFalse();
            assertThat(packet.copy()).isEqualTo(before);
            writer.start(packet, 32);
            assertThat(writer.append(new PictureLossIndication(1, 2))).isTrue();
            assertThat(writer.append(message)).as("%s", message).isTrue();
            assertThat(packet.length()).isEqualTo(32);
        }
    }

    private static List<RtcpMessage> messagesOfTwentyBytes() {
        return List.of(
                SourceDescription.ofCname(1, "123456789"),
                new Goodbye(List.of(1L, 2L, 3L, 4L), null),
                new Nack(1, 2, List.of(1, 100)),
                new FullIntraRequest(1, List.of(new FullIntraRequest.Entry(1, 2))),
                new ReceiverEstimatedMaximumBitrate(1, 1, List.of()),
                new ExtendedReport(1, List.of(new ExtendedReport.ReceiverReferenceTime(1))));
    }

    @Test
    void isBoundByTheBufferToo() {
        PacketBuffer small = PacketBuffer.allocate(8);
        writer.start(small, 1200);
        assertThat(writer.append(new PictureLossIndication(1, 2))).isFalse();
        assertThat(writer.append(new SenderReport(1, 2, 3, 4, 5, List.of()))).isFalse();
        assertThat(writer.append(new ReceiverReport(1, List.of()))).isTrue();
    }

    @Test
    void leavesOutATextBeyondItsLengthByte() {
        PacketBuffer large = PacketBuffer.allocate(2048);
        writer.start(large, 2048);
        assertThat(writer.append(SourceDescription.ofCname(1, "é".repeat(128)))).isFalse();
        assertThat(writer.append(new Goodbye(List.of(1L), "é".repeat(128)))).isFalse();
        assertThat(writer.isEmpty()).isTrue();
        assertThat(writer.append(SourceDescription.ofCname(1, "e".repeat(255)))).isTrue();
    }
}
