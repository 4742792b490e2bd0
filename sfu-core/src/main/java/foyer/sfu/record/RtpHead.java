package foyer.sfu.record;

import foyer.sfu.wire.PacketBuffer;

/** Where an RTP packet's header ends (RFC 3550 5.1), for packets that may be malformed. */
final class RtpHead {
    private static final int FIXED_BYTES = 12;

    private RtpHead() {}

    /** Header, contributing sources and extensions; all of a packet that breaks the format. */
    static int bytes(PacketBuffer packet) {
        int length = packet.length();
        if (length < FIXED_BYTES) {
            return length;
        }
        int first = packet.u8(0);
        int end = FIXED_BYTES + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            end = end + 4 > length ? length : end + 4 + 4 * packet.u16(end + 2);
        }
        return Math.min(end, length);
    }

    /** True when the last byte counts the padding: it is part of the packet's form. */
    static boolean padded(int firstByte) {
        return (firstByte & 0x20) != 0;
    }
}
