package foyer.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Messages as bytes and back. */
final class Wire {
    private static final int LIMIT = 1200;

    private Wire() {}

    static PacketBuffer hex(String hex) {
        return PacketBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    static List<RtcpMessage> parse(String hex) {
        return parse(hex(hex));
    }

    static List<RtcpMessage> parse(PacketBuffer packet) {
        List<RtcpMessage> messages = new ArrayList<>();
        assertThat(RtcpParser.parse(packet, messages::add)).isTrue();
        return messages;
    }

    /** The messages before the malformed one. */
    static List<RtcpMessage> parseMalformed(String hex) {
        List<RtcpMessage> messages = new ArrayList<>();
        assertThat(RtcpParser.parse(hex(hex), messages::add)).as(hex).isFalse();
        return messages;
    }

    static PacketBuffer write(RtcpMessage... messages) {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        RtcpWriter writer = new RtcpWriter();
        writer.start(packet, LIMIT);
        for (RtcpMessage message : messages) {
            assertThat(writer.append(message)).isTrue();
        }
        return packet;
    }

    static RtcpMessage roundTrip(RtcpMessage message) {
        return parse(write(message)).getFirst();
    }

    static void assertSame(RtcpMessage message, String hex) {
        assertThat(HexFormat.of().formatHex(write(message).copy())).isEqualTo(hex.replace(" ", ""));
        assertThat(parse(hex)).containsExactly(message);
    }
}
