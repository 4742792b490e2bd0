package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.engine.FrameReader.Outcome;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final long SEED = 20_261_121;

    private final FrameReader reader = new FrameReader();
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final List<String> packets = new ArrayList<>();

    private Outcome read(String hex) {
        return read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private Outcome read(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        while (true) {
            Outcome outcome = reader.read(buffer, packet);
            if (outcome != Outcome.PACKET) {
                return outcome;
            }
            packets.add(HexFormat.of().formatHex(packet.copy()));
        }
    }

    @Test
    void findsManyFramesInOneRead() {
        assertThat(read("0001 aa 0003 bbbbbb 0002 cccc")).isEqualTo(Outcome.MORE);
        assertThat(packets).containsExactly("aa", "bbbbbb", "cccc");
    }

    @Test
    void passesOverNullPackets() {
        assertThat(read("0000 0001 aa 0000 0000 0001 bb 00")).isEqualTo(Outcome.MORE);
        assertThat(read("00 0001 cc")).isEqualTo(Outcome.MORE);
        assertThat(packets).containsExactly("aa", "bb", "cc");
    }

    @Test
    void waitsForTheRestOfAFrame() {
        for (String part : List.of("00", "03", "aa", "bb", "cc 00", "01 dd 00 02 ee", "ff 00 01")) {
            assertThat(read(part)).isEqualTo(Outcome.MORE);
        }
        assertThat(packets).containsExactly("aabbcc", "dd", "eeff");
        read("11");
        assertThat(packets).last().isEqualTo("11");
    }

    @Test
    void takesWhatADatagramMayHaveAndNoMore() {
        byte[] longest = new byte[2 + 2048];
        longest[0] = 0x08;
        assertThat(read(longest)).isEqualTo(Outcome.MORE);
        assertThat(packets).hasSize(1);
        // 0x0801 = 2049
        assertThat(read("0801")).isEqualTo(Outcome.TOO_LONG);
        assertThat(new FrameReader().read(Unpooled.wrappedBuffer(new byte[] {8}), packet))
                .isEqualTo(Outcome.MORE);
    }

    @Test
    void refusesALongFrameWhoseLengthComesInParts() {
        assertThat(read("ff")).isEqualTo(Outcome.MORE);
        assertThat(read("ff")).isEqualTo(Outcome.TOO_LONG);
    }

    @Test
    void findsTheSamePacketsHoweverTheStreamIsCut() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            packets.clear();
            List<String> sent = new ArrayList<>();
            byte[] stream = someFrames(random, sent);
            for (int at = 0; at < stream.length; ) {
                int end = Math.min(stream.length, at + 1 + random.nextInt(1 << random.nextInt(12)));
                assertThat(read(Arrays.copyOfRange(stream, at, end))).isEqualTo(Outcome.MORE);
                at = end;
            }
            assertThat(packets).as("seed %s round %s", SEED, round).isEqualTo(sent);
        }
    }

    private static byte[] someFrames(Random random, List<String> sent) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = random.nextInt(20); i >= 0; i--) {
            byte[] one = new byte[random.nextInt(1 + random.nextInt(2049))];
            random.nextBytes(one);
            stream.writeBytes(PeerSocket.frame(one));
            if (one.length > 0) {
                sent.add(HexFormat.of().formatHex(one));
            }
        }
        return stream.toByteArray();
    }

    @Test
    void anyBytesAreFramesOrTooLong() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            FrameReader fresh = new FrameReader();
            Outcome outcome = Outcome.MORE;
            for (int read = 0; read < 4 && outcome != Outcome.TOO_LONG; read++) {
                byte[] bytes = new byte[random.nextInt(600)];
                random.nextBytes(bytes);
                // Lengths that are plausible now and then.
                for (int i = 0;
                        i < bytes.length && random.nextBoolean();
                        i += 1 + (bytes[i] & 0x7f)) {
                    bytes[i] = 0;
                }
                ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
                do {
                    outcome = fresh.read(buffer, packet);
                    if (outcome == Outcome.PACKET) {
                        assertThat(packet.length()).isBetween(1, FrameReader.MAX_PACKET_BYTES);
                    }
                } while (outcome == Outcome.PACKET);
                assertThat(outcome == Outcome.TOO_LONG || !buffer.isReadable())
                        .as("seed %s round %s", SEED, round)
                        .isTrue();
            }
        }
    }
}
