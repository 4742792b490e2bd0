package foyer.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RtpPacketTest {
    /** V=2, marker, type 96, sequence number 0x1234, timestamp 0x89abcdef, SSRC 0xdeadbeef. */
    private static final String FIXED = "80e0 1234 89abcdef deadbeef";

    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsTheFixedHeader() {
        assertThat(packet.wrap(hex(FIXED + "010203"))).isTrue(); // RFC 3550 5.1
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(0x89abcdefL);
        assertThat(packet.ssrc()).isEqualTo(0xdeadbeefL);
        assertThat(packet.headerLength()).isEqualTo(12);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(packet.paddingLength()).isZero();
    }

    @Test
    void writesFieldsInPlaceWithoutTouchingTheirNeighbours() {
        PacketBuffer buffer = hex("b0e0 1234 89abcdef deadbeef bede0000 0101");
        assertThat(packet.wrap(buffer)).isTrue();
        packet.payloadType(111);
        packet.marker(false);
        packet.marker(true);
        packet.sequenceNumber(0x1_ffff);
        packet.timestamp(0xffff_fffeL);
        packet.ssrc(0x8000_0001L);
        assertThat(buffer.copy())
                .isEqualTo(hex("b0ef ffff fffffffe 80000001 bede0000 0101").copy());
    }

    @Test
    void skipsContributingSources() {
        assertThat(packet.wrap(hex("82600001 00000002 00000003 00000004 00000005 aa"))).isTrue();
        assertThat(packet.csrcCount()).isEqualTo(2);
        assertThat(packet.payloadOffset()).isEqualTo(20);
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @Test
    void leavesPaddingOutOfThePayload() {
        assertThat(packet.wrap(hex("a0600001 00000002 00000003 aabb 00000004"))).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.paddingLength()).isEqualTo(4);
    }

    @Test
    void acceptsAPacketOfNothingButPadding() {
        assertThat(packet.wrap(hex("a0600001 00000002 00000003 000003"))).isTrue();
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void refusesImpossibleHeaders() {
        assertThat(packet.wrap(hex(""))).isFalse();
        assertThat(packet.wrap(hex("80e01234 89abcdef deadbe"))).isFalse(); // 11 bytes
        assertThat(packet.wrap(hex("40e01234 89abcdef deadbeef"))).isFalse(); // version 1
        assertThat(packet.wrap(hex("81e01234 89abcdef deadbeef 000000"))).isFalse(); // source
        assertThat(packet.wrap(hex("90e01234 89abcdef deadbeef bede00"))).isFalse(); // block header
        assertThat(packet.wrap(hex("90e01234 89abcdef deadbeef bede0002 10aa0000"))).isFalse();
        assertThat(packet.wrap(hex("a0e01234 89abcdef deadbeef"))).isFalse(); // padding, no count
        assertThat(packet.wrap(hex("a0e01234 89abcdef deadbeef 00"))).isFalse(); // count 0
        assertThat(packet.wrap(hex("a0e01234 89abcdef deadbeef aa03"))).isFalse(); // into header
    }

    @Test
    void readsOneByteExtensions() {
        // RFC 8285 4.2: id 1 with 1 byte, id 2 with 2 bytes, padding, id 3 with 4 bytes
        assertThat(
                        packet.wrap(
                                hex(
                                        "90600001 00000002 00000003 bede0003"
                                                + "10aa 21bbcc 0000 33 01020304 ff")))
                .isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
        assertThat(packet.extensionLength(1)).isEqualTo(1);
        assertThat(packet.extensionOffset(2)).isEqualTo(19);
        assertThat(packet.extensionLength(2)).isEqualTo(2);
        assertThat(packet.extensionOffset(3)).isEqualTo(24);
        assertThat(packet.extensionLength(3)).isEqualTo(4);
        assertThat(packet.extensionOffset(4)).isEqualTo(-1);
        assertThat(packet.extensionLength(4)).isZero();
        assertThat(packet.extensionOffset(0)).isEqualTo(-1);
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @Test
    void stopsAtIdFifteenAndAtIdZeroWithALength() {
        String header = "90600001 00000002 00000003 bede0002";
        assertThat(packet.wrap(hex(header + "10aa f0bb 20cc 0000"))).isTrue(); // RFC 8285 4.2
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
        assertThat(packet.extensionOffset(15)).isEqualTo(-1);
        assertThat(packet.extensionOffset(2)).isEqualTo(-1);

        assertThat(packet.wrap(hex(header + "10aa 01bbbb 20cc 00"))).isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
        assertThat(packet.extensionOffset(2)).isEqualTo(-1);
    }

    @Test
    void readsTwoByteExtensionsWithAnyAppbits() {
        // RFC 8285 4.3: id 1 empty, id 2 with 1 byte, padding, id 200 with 3 bytes, id 15 as any
        assertThat(
                        packet.wrap(
                                hex(
                                        "90600001 00000002 00000003 100f0004"
                                                + "0100 0201aa 00 c803010203 0f01bb 0000")))
                .isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(18);
        assertThat(packet.extensionLength(1)).isZero();
        assertThat(packet.extensionOffset(2)).isEqualTo(20);
        assertThat(packet.extensionOffset(200)).isEqualTo(24);
        assertThat(packet.extensionLength(200)).isEqualTo(3);
        assertThat(packet.extensionOffset(15)).isEqualTo(29);
    }

    @Test
    void ignoresAnElementThatRunsOutOfItsBlock() {
        assertThat(packet.wrap(hex("90600001 00000002 00000003 bede0001 10aa 3fbb cccccccc")))
                .isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
        assertThat(packet.extensionOffset(3)).isEqualTo(-1);
        assertThat(packet.wrap(hex("90600001 00000002 00000003 10000001 00000005"))).isTrue();
        assertThat(packet.extensionOffset(5)).isEqualTo(-1);
    }

    @Test
    void skipsABlockOfAnUnknownProfile() {
        assertThat(packet.wrap(hex("90600001 00000002 00000003 abcd0001 10aa0000 ff"))).isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(-1);
        assertThat(packet.payloadOffset()).isEqualTo(20);
    }

    @Test
    void forgetsTheExtensionsOfThePacketBefore() {
        packet.wrap(hex("90600001 00000002 00000003 bede0001 10aa0000"));
        assertThat(packet.wrap(hex(FIXED))).isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(-1);
    }

    @Test
    void readsAnyBytesWithoutLeavingThePacket() {
        long seed = 0x5eed_0001L;
        Random random = new Random(seed);
        byte[] valid =
                hex("b1600001 00000002 00000003 00000004 bede0003 10aa21bb cc000033 01020304"
                                + "aabbccdd 00000004")
                        .copy();
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = Fuzz.next(random, valid);
            // The view stands in a larger array: reading past the limit throws in PacketBuffer.
            PacketBuffer buffer = PacketBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
            if (!packet.wrap(buffer)) {
                continue;
            }
            accepted++;
            assertThat(readAll(buffer)).as("seed %d, round %d", seed, i).isTrue();
        }
        assertThat(accepted).isBetween(1_000, 199_000);
    }

    private boolean readAll(PacketBuffer buffer) {
        boolean inside =
                packet.headerLength() >= 12
                        && packet.payloadLength() >= 0
                        && packet.payloadOffset() + packet.payloadLength() + packet.paddingLength()
                                == buffer.length();
        for (int id = 0; id < 256; id++) {
            int offset = packet.extensionOffset(id);
            inside &=
                    offset < 0
                            || (offset >= 16
                                    && offset + packet.extensionLength(id)
                                            <= packet.headerLength());
            RtpExtensions.text(packet, id);
            RtpExtensions.textEquals(packet, id, "a");
            RtpExtensions.audioLevel(packet, id);
            RtpExtensions.voice(packet, id);
            RtpExtensions.transportSequenceNumber(packet, id);
            RtpExtensions.absSendTime(packet, id);
            RtpExtensions.videoOrientation(packet, id);
        }
        return inside;
    }

    static PacketBuffer hex(String hex) {
        return PacketBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
