package foyer.sfu.rtp;

import static foyer.sfu.rtp.RtpPacketTest.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.wire.PacketBuffer;
import org.junit.jupiter.api.Test;

final class RtpWriterTest {
    private static final String SOURCE =
            "91e0 1234 89abcdef deadbeef 00000007 bede0002 10aa 22010203 00 00 c0ffee";

    private final RtpWriter writer = new RtpWriter();
    private final RtpPacket source = new RtpPacket();
    private final RtpPacket written = new RtpPacket();
    private final PacketBuffer target = PacketBuffer.allocate(PacketBuffer.CAPACITY);

    RtpWriterTest() {
        assertThat(source.wrap(hex(SOURCE))).isTrue();
    }

    @Test
    void keepsFieldsAndSourcesButNoExtension() {
        writer.start(target, source);
        assertThat(payload()).isTrue();
        assertThat(target.copy())
                .isEqualTo(hex("81e0 1234 89abcdef deadbeef 00000007 c0ffee").copy());
    }

    @Test
    void changesFields() {
        writer.start(target, source)
                .payloadType(111)
                .marker(false)
                .sequenceNumber(0xffff)
                .timestamp(0xffff_ffffL)
                .ssrc(0x8000_0000L);
        assertThat(payload()).isTrue();
        assertThat(target.copy())
                .isEqualTo(hex("816f ffff ffffffff 80000000 00000007 c0ffee").copy());
    }

    @Test
    void writesTheOneByteFormWhereItCan() {
        writer.start(target, source)
                .text(1, "a0")
                .u16(14, 0)
                .u24(3, 0xabcdef)
                .u8(4, 0x7f)
                .copy(5, source, 2)
                .copy(6, source, 9)
                .u8(0, 1);
        assertThat(payload()).isTrue();
        // RFC 8285 4.2
        assertThat(target.copy())
                .isEqualTo(
                        hex("91e0 1234 89abcdef deadbeef 00000007 bede0004"
                                        + "116130 e10000 32abcdef 407f 52010203 c0ffee")
                                .copy());
        assertThat(writer.extensionOffset(14)).isEqualTo(24);
        assertThat(writer.extensionOffset(3)).isEqualTo(27);
        assertThat(writer.extensionOffset(6)).isEqualTo(-1);
    }

    @Test
    void widensWhatIsWrittenWhenALaterExtensionNeedsIt() {
        writer.start(target, source).text(1, "a0").u16(2, 0x0102).extension(3, new byte[17]);
        assertThat(payload()).isTrue();
        // RFC 8285 4.3
        assertThat(target.copy())
                .isEqualTo(
                        hex("91e0 1234 89abcdef deadbeef 00000007 10000007"
                                        + "01026130 02020102 0311"
                                        + "00".repeat(17)
                                        + "00 c0ffee")
                                .copy());
        assertThat(writer.extensionOffset(1)).isEqualTo(22);
        assertThat(writer.extensionOffset(2)).isEqualTo(26);
        assertThat(writer.extensionOffset(3)).isEqualTo(30);
    }

    @Test
    void writesTheTwoByteFormForEmptyValuesAndHighIds() {
        writer.start(target, source).extension(1, new byte[0]);
        assertThat(payload()).isTrue();
        assertThat(target.u16(16)).isEqualTo(0x1000);
        writer.start(target, source).u8(15, 1).u8(2, 2);
        assertThat(payload()).isTrue();
        assertThat(written.wrap(target)).isTrue();
        assertThat(target.u8(written.extensionOffset(15))).isEqualTo(1);
        assertThat(target.u8(written.extensionOffset(2))).isEqualTo(2);
    }

    @Test
    void stampsAValueInTheFinishedPacket() {
        writer.start(target, source).text(1, "a").u16(2, 0).u24(20, 0);
        assertThat(payload()).isTrue();
        target.putU16(writer.extensionOffset(2), 0xbeef);
        target.putU24(writer.extensionOffset(20), 0x123456);
        assertThat(written.wrap(target)).isTrue();
        assertThat(RtpExtensions.text(written, 1)).isEqualTo("a");
        assertThat(RtpExtensions.transportSequenceNumber(written, 2)).isEqualTo(0xbeef);
        assertThat(RtpExtensions.absSendTime(written, 20)).isEqualTo(0x123456);
    }

    @Test
    void writesARetransmissionThatUnpacksToTheOriginal() {
        writer.start(target, source).text(1, "a").sequenceNumber(7).payloadType(97).ssrc(9);
        assertThat(
                        writer.rtx(
                                source.sequenceNumber(),
                                source.buffer(),
                                source.payloadOffset(),
                                source.payloadLength()))
                .isTrue();
        // RFC 4588 4: the payload starts with the original sequence number
        assertThat(target.copy())
                .isEqualTo(
                        hex("91e1 0007 89abcdef 00000009 00000007 bede0001 10610000 1234c0ffee")
                                .copy());
        assertThat(written.wrap(target)).isTrue();
        assertThat(Rtx.unpack(written, 96, 0xdeadbeefL)).isTrue();
        assertThat(target.copy())
                .isEqualTo(
                        hex("91e0 1234 89abcdef deadbeef 00000007 bede0001 10610000 c0ffee")
                                .copy());
        assertThat(written.payloadLength()).isEqualTo(3);
    }

    @Test
    void unpacksPaddedAndEmptyRetransmissions() {
        PacketBuffer padded = hex("a0610007 00000002 00000009 1234 aa 000003");
        assertThat(written.wrap(padded)).isTrue();
        assertThat(Rtx.unpack(written, 96, 8)).isTrue();
        assertThat(padded.copy()).isEqualTo(hex("a0601234 00000002 00000008 aa 000003").copy());
        assertThat(written.payloadLength()).isEqualTo(1);

        assertThat(written.wrap(hex("80610007 00000002 00000009 1234"))).isTrue();
        assertThat(Rtx.unpack(written, 96, 8)).isTrue();
        assertThat(written.payloadLength()).isZero();
    }

    @Test
    void doesNotUnpackPadding() {
        PacketBuffer padding = hex("a0610007 00000002 00000009 12 0002");
        assertThat(written.wrap(padding)).isTrue();
        byte[] before = padding.copy();
        assertThat(Rtx.unpack(written, 96, 8)).isFalse();
        assertThat(padding.copy()).isEqualTo(before);
    }

    @Test
    void writesPaddingOnly() {
        writer.start(target).payloadType(97).sequenceNumber(1).timestamp(2).ssrc(3).u16(4, 5);
        assertThat(writer.padding(4)).isTrue();
        // RFC 3550 5.1
        assertThat(target.copy())
                .isEqualTo(hex("b0610001 00000002 00000003 bede0001 41000500 00000004").copy());
        assertThat(written.wrap(target)).isTrue();
        assertThat(written.payloadLength()).isZero();
        writer.start(target);
        assertThat(writer.padding(255)).isTrue();
        assertThat(target.length()).isEqualTo(267);
        assertThatThrownBy(() -> writer.padding(256)).hasMessage("padding: 256");
    }

    @Test
    void saysWhenThePacketHasNoRoom() {
        PacketBuffer exact = PacketBuffer.allocate(16 + 4 + 8 + 3);
        writer.start(exact, source).u16(2, 1).u24(3, 1);
        assertThat(writer.payload(source.buffer(), source.payloadOffset(), 3)).isTrue();
        for (int capacity = 12; capacity < 31; capacity++) {
            PacketBuffer small = PacketBuffer.allocate(capacity);
            writer.start(small, source).u16(2, 1).u24(3, 1);
            assertThat(writer.payload(source.buffer(), source.payloadOffset(), 3)).isFalse();
            assertThat(small.length()).isZero();
            // Widening needs room of its own.
            writer.start(small, source).u16(2, 1).u8(15, 1);
            assertThat(writer.payload(source.buffer(), source.payloadOffset(), 4)).isFalse();
        }
        writer.start(target, source);
        assertThat(payload()).isTrue(); // an overflow does not outlive its packet
    }

    private boolean payload() {
        return writer.payload(source.buffer(), source.payloadOffset(), source.payloadLength());
    }
}
