package foyer.sfu.rtp;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of header extensions. An id of 0 (not negotiated), an absent element and one of
 * a wrong length all read as absent.
 */
public final class RtpExtensions {
    private static final int MAX_TEXT_BYTES = 64;

    private RtpExtensions() {}

    /**
     * A mid (RFC 9143 15) or rid (RFC 8852 3): 1…64 token characters (RFC 8866 9), a set that
     * contains what RFC 8851 10 allows in a rid. Allocates: for streams not yet known.
     */
    public static @Nullable String text(RtpPacket packet, int id) {
        int length = textLength(packet, id);
        if (length == 0) {
            return null;
        }
        PacketBuffer buffer = packet.buffer();
        int offset = packet.extensionOffset(id);
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            int c = buffer.u8(offset + i);
            if (!isTokenCharacter(c)) {
                return null;
            }
            text[i] = (char) c;
        }
        return new String(text);
    }

    /** Compares without allocating. */
    public static boolean textEquals(RtpPacket packet, int id, String expected) {
        int length = textLength(packet, id);
        if (length == 0 || length != expected.length()) {
            return false;
        }
        PacketBuffer buffer = packet.buffer();
        int offset = packet.extensionOffset(id);
        for (int i = 0; i < length; i++) {
            if (buffer.u8(offset + i) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** libwebrtc ends a text at the first zero byte: some senders fill up a fixed width. */
    private static int textLength(RtpPacket packet, int id) {
        int offset = packet.extensionOffset(id);
        int length = packet.extensionLength(id);
        if (offset < 0 || length > MAX_TEXT_BYTES) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            if (packet.buffer().u8(offset + i) == 0) {
                return i;
            }
        }
        return length;
    }

    private static boolean isTokenCharacter(int c) {
        return c == 0x21
                || (c >= 0x23 && c <= 0x27)
                || c == 0x2a
                || c == 0x2b
                || c == 0x2d
                || c == 0x2e
                || (c >= 0x30 && c <= 0x39)
                || (c >= 0x41 && c <= 0x5a)
                || (c >= 0x5e && c <= 0x7e);
    }

    /** The level in −dBov, 0 (loudest) … 127 (silence), −1 when absent (RFC 6464 3). */
    public static int audioLevel(RtpPacket packet, int id) {
        int value = audioValue(packet, id);
        return value < 0 ? -1 : value & 0x7f;
    }

    /** The sender's opinion that this is speech (RFC 6464 3, bit V). */
    public static boolean voice(RtpPacket packet, int id) {
        int value = audioValue(packet, id);
        return value >= 0 && (value & 0x80) != 0;
    }

    // RFC 6464 3: in the two-byte form the value may carry a second, ignored byte.
    private static int audioValue(RtpPacket packet, int id) {
        int length = packet.extensionLength(id);
        return length == 1 || length == 2 ? packet.buffer().u8(packet.extensionOffset(id)) : -1;
    }

    /** The transport-wide sequence number, −1 when absent. */
    public static int transportSequenceNumber(RtpPacket packet, int id) {
        int length = packet.extensionLength(id);
        // Version 2 of the extension appends a 16-bit request for feedback.
        return length == 2 || length == 4 ? packet.buffer().u16(packet.extensionOffset(id)) : -1;
    }

    /** The 24 bits of {@link AbsSendTime}, −1 when absent. */
    public static int absSendTime(RtpPacket packet, int id) {
        return packet.extensionLength(id) == 3
                ? packet.buffer().u24(packet.extensionOffset(id))
                : -1;
    }

    /**
     * The byte {@code SEIDB} and three bits of temporal layer of RFC 9626 3.1 and 3.2, −1 when
     * absent. Behind it there may be the layer and the count of base-layer frames.
     */
    public static int frameMarking(RtpPacket packet, int id) {
        int length = packet.extensionLength(id);
        return length >= 1 && length <= 3 ? packet.buffer().u8(packet.extensionOffset(id)) : -1;
    }

    /** The byte {@code 0000CFRR} of 3GPP TS 26.114 7.4.5, −1 when absent. */
    public static int videoOrientation(RtpPacket packet, int id) {
        return packet.extensionLength(id) == 1
                ? packet.buffer().u8(packet.extensionOffset(id))
                : -1;
    }
}
