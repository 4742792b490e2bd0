package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import org.junit.jupiter.api.Test;

class CounterPacketCipherTest {
    @Test
    void makesTheKeyStreamOfTheRfc() {
        // RFC 3711 B.2: SSRC 0, roll-over counter 0, sequence number 0, 1044512 bytes
        SessionKeys keys =
                new SessionKeys(
                        Packets.hex("2B7E151628AED2A6ABF7158809CF4F3C"),
                        new byte[20],
                        Packets.hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        PacketBuffer packet = Packets.buffer(new byte[12 + 1_044_512]);
        new CounterPacketCipher(AesCiphers.BASE, keys, keys).protectRtp(packet, 12, 0);

        assertThat(bytes(packet, 0, 48))
                .isEqualTo(
                        Packets.hex(
                                "E03EAD0935C95E80E166B16DD92B4EB4",
                                "D23513162B02D0F72A43A2FE4A5F97AB",
                                "41E95B3BB0A2E8DD477901E4FCA894C0"));
        assertThat(bytes(packet, 0xfeff * 16, 48))
                .isEqualTo(
                        Packets.hex(
                                "EC8CDF7398607CB0F2D21675EA9EA1E4",
                                "362B7C3C6773516318A077D7FC5073AE",
                                "6A2CC3787889374FBEB4C81B17BA6C44"));
    }

    private static byte[] bytes(PacketBuffer packet, int at, int count) {
        byte[] bytes = new byte[count];
        packet.getBytes(12 + at, bytes, 0, count);
        return bytes;
    }
}
