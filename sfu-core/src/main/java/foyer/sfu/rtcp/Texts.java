package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.nio.charset.StandardCharsets;

/** UTF-8 in RTCP (RFC 3550 6.5). */
final class Texts {
    static final int MAX_BYTES = 255;

    private Texts() {}

    /** What is not UTF-8 reads as the replacement character. */
    static String read(PacketBuffer packet, int offset, int length) {
        byte[] bytes = new byte[length];
        packet.getBytes(offset, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
