package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AeadPacketCipherTest {
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "517569642070726f2071756f"; // "Quid pro quo"
    private static final String RTP =
            "8040f17b8041f8d35501a0b2"
                    + "47616c6c696120657374206f6d6e69732064697669736120"
                    + "696e207061727465732074726573";
    private static final String RTCP =
            "81c8000d4d617273"
                    + "4e5450314e545032525450200000042a0000e9304c756e61"
                    + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    // RFC 7714 16.1 and 16.2: roll-over counter 0, sequence number f17b
    @ParameterizedTest
    @CsvSource({
        KEY_128
                + ", 8040f17b8041f8d35501a0b2"
                + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                + "899d7f27beb16a9152cf765ee4390cce",
        KEY_256
                + ", 8040f17b8041f8d35501a0b2"
                + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                + "7aa3db36dfffd6b0f9bb7878d7a76c13"
    })
    void sealsAndOpensTheRtpOfTheRfc(String key, String sealed) {
        PacketBuffer packet = Packets.buffer(Packets.hex(RTP));
        cipher(key).protectRtp(packet, 12, 0xf17b);
        assertThat(Packets.hex(packet)).isEqualTo(sealed);

        assertThat(cipher(key).unprotectRtp(packet, 12, 0xf17b)).isTrue();
        assertThat(Packets.hex(packet)).isEqualTo(RTP);
    }

    // RFC 7714 17.1 and 17.2: SRTCP index 5d4
    @ParameterizedTest
    @CsvSource({
        KEY_128
                + ", 81c8000d4d617273"
                + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b46"
                + "86303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4",
        KEY_256
                + ", 81c8000d4d617273"
                + "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658"
                + "c61de0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4"
    })
    void sealsAndOpensTheRtcpOfTheRfc(String key, String sealed) {
        PacketBuffer packet = Packets.buffer(Packets.hex(RTCP));
        cipher(key).protectRtcp(packet, 0x5d4);
        assertThat(Packets.hex(packet)).isEqualTo(sealed);

        AeadPacketCipher other = cipher(key);
        assertThat(other.rtcpIndexWord(packet)).isEqualTo(0x8000_05d4);
        assertThat(other.unprotectRtcp(packet, 0x8000_05d4)).isTrue();
        assertThat(Packets.hex(packet)).isEqualTo(RTCP);
    }

    private static AeadPacketCipher cipher(String key) {
        SessionKeys keys = new SessionKeys(Packets.hex(key), new byte[0], Packets.hex(SALT));
        return new AeadPacketCipher(AesCiphers.BASE, keys, keys);
    }
}
