package foyer.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RtpExtensionsTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsTheValuesOfKnownExtensions() {
        // id 1 "hi0", 2 voice at −10 dBov, 3 sequence number, 4 send time, 5 rotated by 90 degrees
        wrap("bede0004", "12 686930 20 8a 31 fffe 42 abcdef 50 01 0000");
        assertThat(RtpExtensions.text(packet, 1)).isEqualTo("hi0");
        assertThat(RtpExtensions.audioLevel(packet, 2)).isEqualTo(10);
        assertThat(RtpExtensions.voice(packet, 2)).isTrue();
        assertThat(RtpExtensions.transportSequenceNumber(packet, 3)).isEqualTo(0xfffe);
        assertThat(RtpExtensions.absSendTime(packet, 4)).isEqualTo(0xabcdef);
        assertThat(RtpExtensions.videoOrientation(packet, 5)).isEqualTo(1);
    }

    @Test
    void readsWhatIsAbsentOrOfAWrongLengthAsAbsent() {
        wrap("bede0002", "14 0102030405 0000");
        for (int id = 0; id < 16; id++) {
            assertThat(RtpExtensions.text(packet, id)).isNull();
            assertThat(RtpExtensions.audioLevel(packet, id)).isEqualTo(-1);
            assertThat(RtpExtensions.voice(packet, id)).isFalse();
            assertThat(RtpExtensions.transportSequenceNumber(packet, id)).isEqualTo(-1);
            assertThat(RtpExtensions.absSendTime(packet, id)).isEqualTo(-1);
            assertThat(RtpExtensions.videoOrientation(packet, id)).isEqualTo(-1);
        }
    }

    @Test
    void readsTheFirstByteOfFrameMarkings() {
        // RFC 9626 3.1 and 3.2: short, with a layer, with a layer and TL0PICIDX; too long
        wrap("bede0003", "10 e0 21 9a00 32 4100ff 43 80000000");
        assertThat(RtpExtensions.frameMarking(packet, 1)).isEqualTo(0xe0);
        assertThat(RtpExtensions.frameMarking(packet, 2)).isEqualTo(0x9a);
        assertThat(RtpExtensions.frameMarking(packet, 3)).isEqualTo(0x41);
        assertThat(RtpExtensions.frameMarking(packet, 4)).isEqualTo(-1);
        assertThat(RtpExtensions.frameMarking(packet, 0)).isEqualTo(-1);
        assertThat(RtpExtensions.frameMarking(packet, 9)).isEqualTo(-1);
    }

    @Test
    void comparesTextWithoutMakingIt() {
        wrap("bede0001", "12 686930");
        assertThat(RtpExtensions.textEquals(packet, 1, "hi0")).isTrue();
        assertThat(RtpExtensions.textEquals(packet, 1, "hi")).isFalse();
        assertThat(RtpExtensions.textEquals(packet, 1, "hi01")).isFalse();
        assertThat(RtpExtensions.textEquals(packet, 1, "hi1")).isFalse();
        assertThat(RtpExtensions.textEquals(packet, 2, "hi0")).isFalse();
        assertThat(RtpExtensions.textEquals(packet, 2, "")).isFalse();
    }

    @Test
    void endsATextAtItsFirstZero() {
        wrap("bede0001", "12 680000");
        assertThat(RtpExtensions.text(packet, 1)).isEqualTo("h");
        assertThat(RtpExtensions.textEquals(packet, 1, "h")).isTrue();
    }

    @Test
    void refusesATextThatIsNoToken() {
        wrap("bede0001", "12 682069"); // a space
        assertThat(RtpExtensions.text(packet, 1)).isNull();
        wrap("bede0001", "12 68e969"); // beyond ASCII
        assertThat(RtpExtensions.text(packet, 1)).isNull();
        wrap("bede0001", "12 000000");
        assertThat(RtpExtensions.text(packet, 1)).isNull();
    }

    @Test
    void acceptsTheCharactersOfATokenAndNoOthers() {
        // RFC 8866 9, token-char: what is visible, without these
        String separators = "\"(),/:;<=>?@[\\]";
        for (int c = 1; c < 256; c++) {
            wrap("bede0001", "10 %02x 0000".formatted(c));
            boolean token = c > 0x20 && c < 0x7f && separators.indexOf(c) < 0;
            assertThat(RtpExtensions.text(packet, 1))
                    .isEqualTo(token ? String.valueOf((char) c) : null);
        }
    }

    @Test
    void acceptsATextOfSixtyFourCharacters() {
        wrap("10000011", "01 40" + "61".repeat(64) + "0000");
        assertThat(RtpExtensions.text(packet, 1)).isEqualTo("a".repeat(64));
        wrap("10000011", "01 41" + "61".repeat(65) + "00");
        assertThat(RtpExtensions.text(packet, 1)).isNull();
        assertThat(RtpExtensions.textEquals(packet, 1, "a".repeat(65))).isFalse();
    }

    private void wrap(String blockHeader, String block) {
        assertThat(
                        packet.wrap(
                                RtpPacketTest.hex(
                                        "90600001 00000002 00000003" + blockHeader + block)))
                .isTrue();
    }
}
