package foyer.sfu.ice;

import foyer.sfu.wire.PacketBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What can be told of a STUN message before anything in it is believed (RFC 8489). */
public final class Stun {
    static final int HEADER_BYTES = 20;
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    static final int MAGIC_COOKIE = 0x2112_a442;

    /** RFC 8445 5.3: a user name fragment has 4 to 256 characters. */
    private static final int MAX_FRAGMENT_CHARS = 256;

    private static final int USERNAME = 0x0006;

    private Stun() {}

    /**
     * True for a packet that is STUN and nothing else we multiplex: first byte 0…3 (RFC 7983 7), a
     * length that is the datagram's and a multiple of four, the magic cookie (RFC 8489 5).
     */
    public static boolean looksLikeStun(PacketBuffer packet) {
        return packet.length() >= HEADER_BYTES
                && packet.u8(0) <= 3
                && packet.i32(4) == MAGIC_COOKIE
                && packet.u16(2) == packet.length() - HEADER_BYTES
                && packet.length() % 4 == 0;
    }

    /**
     * The part of USERNAME before the colon: whom a check is for. Nothing is authenticated here;
     * null when there is none.
     */
    public static @Nullable String localUsernameFragment(PacketBuffer packet) {
        if (!looksLikeStun(packet)) {
            return null;
        }
        int at = HEADER_BYTES;
        while (at + ATTRIBUTE_HEADER_BYTES <= packet.length()) {
            int valueBytes = packet.u16(at + 2);
            int next = attributeEnd(at, valueBytes);
            if (next > packet.length()) {
                return null;
            }
            if (packet.u16(at) == USERNAME) {
                return untilColon(packet, at + ATTRIBUTE_HEADER_BYTES, valueBytes);
            }
            at = next;
        }
        return null;
    }

    /** Where the next attribute starts: values are padded to four bytes (RFC 8489 14). */
    static int attributeEnd(int at, int valueBytes) {
        return at + ATTRIBUTE_HEADER_BYTES + (valueBytes + 3 & ~3);
    }

    private static @Nullable String untilColon(PacketBuffer packet, int start, int valueBytes) {
        int limit = Math.min(valueBytes, MAX_FRAGMENT_CHARS + 1);
        for (int chars = 0; chars < limit; chars++) {
            if (packet.u8(start + chars) == ':') {
                return new String(
                        packet.array(),
                        packet.offset() + start,
                        chars,
                        StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }
}
