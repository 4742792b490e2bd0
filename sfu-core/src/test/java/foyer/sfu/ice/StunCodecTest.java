package foyer.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StunCodecTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] KEY = PASSWORD.getBytes(StandardCharsets.US_ASCII);

    /** RFC 5769 2.1, with its padding of spaces. */
    private static final String REQUEST =
            "00010058 2112a442 b7e7a701 bc34d686 fa87dfae" // header
                    + "80220010 5354554e 20746573 7420636c 69656e74" // SOFTWARE
                    + "00240004 6e0001ff" // PRIORITY
                    + "80290008 932ff9b1 51263b36" // ICE-CONTROLLED
                    + "00060009 6576746a 3a683676 59202020" // USERNAME evtj:h6vY
                    + "00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2"
                    + "80280004 e57a3bcf";

    /** RFC 5769 2.2: an answer to 192.0.2.1:32853. */
    private static final String IPV4_RESPONSE =
            "0101003c 2112a442 b7e7a701 bc34d686 fa87dfae"
                    + "8022000b 74657374 20766563 746f7220"
                    + "00200008 0001a147 e112a643"
                    + "00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7"
                    + "80280004 c07d4c96";

    /** RFC 5769 2.3: an answer to [2001:db8:1234:5678:11:2233:4455:6677]:32853. */
    private static final String IPV6_RESPONSE =
            "01010048 2112a442 b7e7a701 bc34d686 fa87dfae"
                    + "8022000b 74657374 20766563 746f7220"
                    + "00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9"
                    + "00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41"
                    + "80280004 c8fb0b4c";

    @Test
    void acceptsTheRequestOfRfc5769() {
        StunMessage request = message(REQUEST);
        assertThat(StunCodec.fingerprintHolds(request)).isTrue();
        assertThat(StunCodec.integrityHolds(request, KEY)).isTrue();
        assertThat(request.usernameStartsWith("evtj:".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(request.unknownAttributes()).isEmpty();
        assertThat(StunCodec.check(request))
                .isEqualTo(
                        new StunCodec.Check(
                                0x6e0001ffL, /* nominates= */ false, /* controlled= */ true));
    }

    @Test
    void acceptsTheResponsesOfRfc5769() {
        for (String response : new String[] {IPV4_RESPONSE, IPV6_RESPONSE}) {
            assertThat(StunCodec.fingerprintHolds(message(response))).isTrue();
            assertThat(StunCodec.integrityHolds(message(response), KEY)).isTrue();
        }
    }

    @Test
    void refusesTheRequestOfRfc5769WithAnyBitFlipped() {
        byte[] bytes = hex(REQUEST);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            StunMessage request = StunMessage.parse(PacketBuffer.wrap(flipped));
            assertThat(request != null && StunCodec.fingerprintHolds(request))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void writesTheAddressesOfRfc5769() {
        // RFC 5769 2.2 and 2.3: XOR-MAPPED-ADDRESS follows the same transaction id
        assertThat(success(new InetSocketAddress("192.0.2.1", 32853)))
                .startsWith(
                        hex(
                                "0101002c 2112a442 b7e7a701 bc34d686 fa87dfae"
                                        + "00200008 0001a147 e112a643 00080014"));
        assertThat(success(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853)))
                .startsWith(
                        hex(
                                "01010038 2112a442 b7e7a701 bc34d686 fa87dfae 00200014"
                                        + "0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9 00080014"));
    }

    @Test
    void tellsAnIpv4PeerOfAnIpv6SocketItsIpv4Address() throws UnknownHostException {
        byte[] mapped = hex("00000000 00000000 0000ffff c0000201");
        InetAddress ipv4Mapped = Inet6Address.getByAddress(null, mapped, -1);
        assertThat(ipv4Mapped).isInstanceOf(Inet6Address.class);
        assertThat(success(new InetSocketAddress(ipv4Mapped, 32853)))
                .isEqualTo(success(new InetSocketAddress("192.0.2.1", 32853)));
    }

    @Test
    void signsWhatItWrites() {
        PacketBuffer packet =
                StunCodec.success(message(REQUEST), new InetSocketAddress("192.0.2.1", 1), KEY);
        StunAnswer answer = new StunAnswer(packet);
        assertThat(answer.isSignedWith(PASSWORD)).isTrue();
        assertThat(answer.hasRightFingerprint()).isTrue();
    }

    @Test
    void ignoresWhatFollowsTheIntegrity() {
        StunMessage request =
                message(
                        new StunBuilder(1, new byte[12])
                                .attribute32(StunBuilder.PRIORITY, 1)
                                .integrity(PASSWORD)
                                .attribute(StunBuilder.USE_CANDIDATE)
                                .attribute(0x7777, "never heard of")
                                .fingerprint()
                                .build());
        assertThat(StunCodec.integrityHolds(request, KEY)).isTrue();
        assertThat(request.unknownAttributes()).isEmpty();
        assertThat(Objects.requireNonNull(StunCodec.check(request)).nominates()).isFalse();
    }

    @Test
    void namesTheAttributesItDoesNotUnderstand() {
        StunMessage request =
                message(
                        new StunBuilder(1, new byte[12])
                                .attribute(0x0003, new byte[4])
                                .attribute(0x7fff)
                                .attribute(0x8000)
                                .build());
        assertThat(request.unknownAttributes()).containsExactly(0x0003, 0x7fff);
    }

    @Test
    void seesNoCheckWithoutPriority() {
        StunMessage request =
                message(
                        new StunBuilder(1, new byte[12])
                                .attribute(StunBuilder.USE_CANDIDATE)
                                .integrity(PASSWORD)
                                .build());
        assertThat(StunCodec.check(request)).isNull();
    }

    private static byte[] success(InetSocketAddress remote) {
        return StunCodec.success(message(REQUEST), remote, KEY).copy();
    }

    private static StunMessage message(String hex) {
        return message(hex(hex));
    }

    private static StunMessage message(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.parse(PacketBuffer.wrap(bytes)));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
