package foyer.sfu.engine.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpeningTest {
    /** openssl s_client (3.0) for meet.example.org, with h2 and http/1.1. */
    private static final byte[] PAGES =
            hex(
                    "16030100ae010000aa030370ae37fbb8d48ec248ecffa738dc880df2cadb0e6476fe43ff7cbd87b5af"
                            + "4029000004c02f00ff0100007d0000001500130000106d6565742e6578616d706c65"
                            + "2e6f7267000b000403000102000a000c000a001d0017001e00190018002300000010"
                            + "000e000c02683208687474702f312e310016000000170000000d002a002804030503"
                            + "0603080708080809080a080b08040805080604010501060103030301030204020502"
                            + "0602");

    /** openssl s_client (3.0) for turn.example.org, TLS 1.3, no ALPN. */
    private static final byte[] RELAY =
            hex(
                    "16030100f5010000f103031cdeb6bf727e1fb7ae17bf76eb604e924880dfd63acdaacfd6eb0a7a6921"
                            + "9aa52091ddde1c504b8770a2fca7a24e84058c619977c1138448159ecec3c0e42ddb"
                            + "b5000813021303130100ff010000a00000001500130000107475726e2e6578616d70"
                            + "6c652e6f7267000b000403000102000a00160014001d0017001e0019001801000101"
                            + "010201030104002300000016000000170000000d001e001c04030503060308070808"
                            + "0809080a080b080408050806040105010601002b0003020304002d00020101003300"
                            + "260024001d002031f16e6c02b4967e941f1bbf2c48e9c2d5ccf1e181269ba04c5aa7"
                            + "675173975c");

    /** A binding request of 20 bytes (RFC 8489 5). */
    private static final byte[] CHECK = hex("000100002112a442000102030405060708090a0b");

    private static final byte[] ALLOCATE =
            hex("000300082112a442000102030405060708090a0b0019000411000000");

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** Chromium's, for meet.example.org: with a key share that is too long for one segment. */
    private static byte[] chromium() throws IOException {
        try (InputStream in = OpeningTest.class.getResourceAsStream("chromium-hello.hex")) {
            String text =
                    new String(
                            Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            return hex(text.replaceAll("\\s", ""));
        }
    }

    private static byte[] framed(byte[] packet) {
        byte[] frame = new byte[packet.length + 2];
        frame[0] = (byte) (packet.length >>> 8);
        frame[1] = (byte) packet.length;
        System.arraycopy(packet, 0, frame, 2, packet.length);
        return frame;
    }

    private static Opening read(byte[] bytes) {
        return Opening.read(bytes, bytes.length, "");
    }

    /** Each is what it is when whole, and never something else before. */
    private static void isAtItsEndOnly(byte[] bytes, Opening wanted, int decidedAt) {
        for (int length = 0; length < decidedAt; length++) {
            assertThat(Opening.read(bytes, length, ""))
                    .as("%d", length)
                    .isEqualTo(Opening.UNFINISHED);
        }
        for (int length = decidedAt; length <= bytes.length; length++) {
            assertThat(Opening.read(bytes, length, "")).as("%d", length).isEqualTo(wanted);
        }
    }

    @Test
    void pagesAreHttpsHoweverTheyAreCut() throws IOException {
        isAtItsEndOnly(PAGES, Opening.HTTPS, PAGES.length);
        byte[] chromium = chromium();
        assertThat(chromium.length).isGreaterThan(1_500);
        isAtItsEndOnly(chromium, Opening.HTTPS, chromium.length);
        assertThat(ClientHello.read(chromium, chromium.length))
                .isInstanceOfSatisfying(
                        ClientHello.class,
                        hello -> {
                            assertThat(hello.serverName()).isEqualTo("meet.example.org");
                            assertThat(hello.protocols()).containsExactly("h2", "http/1.1");
                        });
    }

    @Test
    void tlsWithoutProtocolsIsTurn() {
        isAtItsEndOnly(RELAY, Opening.TURN_TLS, RELAY.length);
    }

    @Test
    void tlsWithoutProtocolsForAnotherNameThanThatOfTurnIsHttps() {
        byte[] old = RELAY.clone();
        System.arraycopy("meet".getBytes(StandardCharsets.US_ASCII), 0, old, 99, 4);
        assertThat(ClientHello.read(old, old.length))
                .isEqualTo(new ClientHello("meet.example.org", List.of()));
        assertThat(Opening.read(old, old.length, "relay.example.org")).isEqualTo(Opening.HTTPS);
        assertThat(Opening.read(old, old.length, "Meet.Example.org")).isEqualTo(Opening.TURN_TLS);
        assertThat(Opening.read(old, old.length, "")).isEqualTo(Opening.TURN_TLS);
    }

    @Test
    void tlsForTheNameOfTurnIsTurn() {
        byte[] named = PAGES.clone();
        System.arraycopy("turn".getBytes(StandardCharsets.US_ASCII), 0, named, 63, 4);
        assertThat(ClientHello.read(named, named.length))
                .isEqualTo(new ClientHello("turn.example.org", List.of("h2", "http/1.1")));
        assertThat(read(named)).isEqualTo(Opening.TURN_TLS);
    }

    @Test
    void aHelloMayBeCutIntoRecords() {
        byte[] two = new byte[PAGES.length + 5];
        int first = 60;
        System.arraycopy(PAGES, 0, two, 0, 5 + first);
        two[4] = (byte) first;
        System.arraycopy(PAGES, 0, two, 5 + first, 3);
        two[5 + first + 4] = (byte) (PAGES.length - 5 - first);
        System.arraycopy(PAGES, 5 + first, two, 10 + first, PAGES.length - 5 - first);
        isAtItsEndOnly(two, Opening.HTTPS, two.length);
    }

    @Test
    void aFrameWithACheckIsIce() {
        byte[] check = framed(CHECK);
        isAtItsEndOnly(check, Opening.ICE_TCP, check.length);
        byte[] more = Arrays.copyOf(check, 2 * check.length);
        assertThat(read(more)).isEqualTo(Opening.ICE_TCP);
    }

    @Test
    void stunWithoutAFrameIsTurn() {
        isAtItsEndOnly(ALLOCATE, Opening.TURN, 8);
    }

    @Test
    void anythingElseIsUnknown() {
        assertThat(read("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Opening.UNKNOWN);
        assertThat(read(new byte[16])).isEqualTo(Opening.UNKNOWN);
        assertThat(read(hex("00140001000011111111"))).isEqualTo(Opening.UNKNOWN);
        assertThat(read(hex("3fff0001000021120000"))).isEqualTo(Opening.UNKNOWN);
    }

    @Test
    void brokenTlsIsTheProxysMatter() {
        byte[] broken = PAGES.clone();
        broken[43] = (byte) 0xff; // a session longer than what is there
        assertThat(read(broken)).isEqualTo(Opening.HTTPS);
        assertThat(read(hex("1603010004" + "02000000"))).isEqualTo(Opening.HTTPS);
    }

    @Test
    void anyBytesAreReadWithoutHarm() throws IOException {
        Random random = new Random(4_430);
        byte[][] seeds = {PAGES, RELAY, chromium(), framed(CHECK), ALLOCATE};
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = seeds[round % seeds.length].clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(bytes.length + 1);
            assertThat(Opening.read(bytes, length, "")).as("round %d", round).isNotNull();
        }
    }
}
