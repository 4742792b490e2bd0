package foyer.sfu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.TransportProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 5769, and what other programs make of the same input. */
class TurnVectorsTest {
    private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";

    /** RFC 5769 2.1. */
    private static final String REQUEST =
            "000100582112a442"
                    + TRANSACTION
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff"
                    + "80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf";

    /** RFC 5769 2.4: the user name is "マトリックス", the password TheMatrIX. */
    private static final String LONG_TERM =
            "000100602112a44278ad3433c6ad72c029da412e"
                    + "00060012e3839ee38388e383aae38383e382afe382b90000"
                    + "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"
                    + "0014000b6578616d706c652e6f726700"
                    + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666";

    private static TurnMessage message(String hex) {
        return Objects.requireNonNull(
                TurnMessage.parse(PacketBuffer.wrap(HexFormat.of().parseHex(hex))));
    }

    @Test
    void aSignatureAndAFingerprintHold() {
        TurnMessage request = message(REQUEST);
        byte[] key = "VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.UTF_8);
        assertThat(request.integrity()).isEqualTo(Integrity.SHA1);
        assertThat(Integrity.SHA1.holds(request, key)).isTrue();
        assertThat(Integrity.fingerprintHolds(request)).isTrue();
        assertThat(Integrity.SHA1.holds(request, new byte[] {1})).isFalse();
        assertThat(Integrity.fingerprintHolds(message(REQUEST.replace("6e0001ff", "6e0001fe"))))
                .isFalse();
    }

    @Test
    void aLongTermSignatureHolds() {
        TurnMessage request = message(LONG_TERM);
        byte[] name = Objects.requireNonNull(request.bytes(TurnFormat.USERNAME, 100));
        byte[] key = Integrity.longTermKey(Texts.text(name), "example.org", "TheMatrIX");
        assertThat(Integrity.SHA1.holds(request, key)).isTrue();
    }

    @Test
    void addressesAreHiddenFromMeddlers() throws Exception {
        // RFC 5769 2.2 and 2.3
        assertThat(written("192.0.2.1")).endsWith("002000080001a147e112a643");
        assertThat(written("2001:db8:1234:5678:11:2233:4455:6677"))
                .endsWith("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    private static String written(String address) throws Exception {
        PacketBuffer packet =
                new TurnWriter()
                        .answer(message(REQUEST), TurnFormat.SUCCESS)
                        .address(
                                TurnFormat.XOR_MAPPED_ADDRESS,
                                new InetSocketAddress(InetAddress.getByName(address), 32_853))
                        .done();
        String hex = HexFormat.of().formatHex(packet.copy());
        TurnMessage back = message(hex);
        assertThat(back.address(back.find(TurnFormat.XOR_MAPPED_ADDRESS)))
                .isEqualTo(new InetSocketAddress(InetAddress.getByName(address), 32_853));
        return hex;
    }

    @Test
    void aPasswordIsWhatOpensslMakesOfTheSecret() {
        // printf 1700000000:ada | openssl dgst -sha1 -hmac 0123456789abcdef0123456789abcdef \
        //   -binary | base64
        TurnCredentials made =
                new TurnSecret("0123456789abcdef0123456789abcdef").issue("ada", 1_700_000_000);
        assertThat(made.username()).isEqualTo("1700000000:ada");
        assertThat(made.credential()).isEqualTo("vZ8p5AVaQdHjoTUfvojgxdd3z/E=");
        assertThat(made.toString()).doesNotContain(made.credential());
    }

    @Test
    void anAnswerSaysWhatItsRequestAsked() {
        // Allocate success: relayed 203.0.113.5:49152, mapped 192.0.2.7:5000, 600 s, signed "k"
        PacketBuffer packet =
                new TurnWriter()
                        .answer(message("000300002112a442" + TRANSACTION), TurnFormat.SUCCESS)
                        .u32(TurnFormat.LIFETIME, 600)
                        .error(438)
                        .done();
        assertThat(HexFormat.of().formatHex(packet.copy()))
                .isEqualTo(
                        "010300102112a442" + TRANSACTION + "000d000400000258" + "0009000400000426");
    }

    @Test
    void channelDataIsPaddedInStreamsOnly() {
        PacketBuffer data = PacketBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
        TurnWriter writer = new TurnWriter();
        assertThat(hex(writer.channelData(0x4001, data, TransportProtocol.UDP)))
                .isEqualTo("400100050102030405");
        assertThat(hex(writer.channelData(0x4001, data, TransportProtocol.TCP)))
                .isEqualTo("400100050102030405000000");
    }

    @Test
    void framesInAStreamSayHowLongTheyAre() {
        assertThat(TurnFraming.frameBytes(0x0001, 0x0058)).isEqualTo(20 + 0x58);
        assertThat(TurnFraming.frameBytes(0x4001, 5)).isEqualTo(4 + 8);
        assertThat(TurnFraming.frameBytes(0x0001, 5)).as("odd STUN").isEqualTo(-1);
        assertThat(TurnFraming.frameBytes(0x1603, 1)).as("STUN or TLS").isEqualTo(-1);
        assertThat(TurnFraming.frameBytes(0x8000, 0)).isEqualTo(-1);
    }

    private static String hex(PacketBuffer packet) {
        return HexFormat.of().formatHex(packet.copy());
    }
}
