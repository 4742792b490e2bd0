package foyer.sfu.rtp;

import foyer.sfu.wire.PacketBuffer;

/**
 * A reusable view of one RTP packet (RFC 3550 5.1) with its header extensions (RFC 8285). After a
 * {@link #wrap} that returned {@code true} it may be read and changed in place until the buffer is
 * used for something else; after {@code false} it must not be read.
 */
public final class RtpPacket {
    /** The header without contributing sources and extensions. */
    public static final int FIXED_HEADER_BYTES = 12;

    private static final int VERSION = 2;

    private final ExtensionBlock extensions = new ExtensionBlock();
    private PacketBuffer buffer = PacketBuffer.allocate(0);
    private int headerBytes;
    private int paddingBytes;

    /**
     * Puts this view over a packet.
     *
     * @return false when the version, the contributing sources, the length of the extension block
     *     or of the padding are impossible; elements within the block that do not fit end its
     *     reading only
     */
    public boolean wrap(PacketBuffer packet) {
        buffer = packet;
        headerBytes = 0;
        paddingBytes = 0;
        extensions.clear();
        int length = packet.length();
        if (length < FIXED_HEADER_BYTES || packet.u8(0) >> 6 != VERSION) {
            return false;
        }
        int end = FIXED_HEADER_BYTES + 4 * (packet.u8(0) & 0x0f);
        if ((packet.u8(0) & 0x10) != 0) {
            if (end + 4 > length) {
                return false;
            }
            int block = end + 4;
            end = block + 4 * packet.u16(end + 2);
            if (end > length) {
                return false;
            }
            extensions.parse(packet, packet.u16(block - 4), block, end);
        }
        if (end > length) {
            return false;
        }
        headerBytes = end;
        return (packet.u8(0) & 0x20) == 0 || readPadding();
    }

    private boolean readPadding() {
        int room = buffer.length() - headerBytes;
        paddingBytes = room == 0 ? 0 : buffer.u8(buffer.length() - 1);
        // RFC 3550 5.1: the count includes itself.
        return paddingBytes > 0 && paddingBytes <= room;
    }

    public PacketBuffer buffer() {
        return buffer;
    }

    public int payloadType() {
        return buffer.u8(1) & 0x7f;
    }

    public void payloadType(int payloadType) {
        buffer.putU8(1, (buffer.u8(1) & 0x80) | (payloadType & 0x7f));
    }

    public boolean marker() {
        return (buffer.u8(1) & 0x80) != 0;
    }

    public void marker(boolean marker) {
        buffer.putU8(1, payloadType() | (marker ? 0x80 : 0));
    }

    public int sequenceNumber() {
        return buffer.u16(2);
    }

    public void sequenceNumber(int sequenceNumber) {
        buffer.putU16(2, sequenceNumber);
    }

    /** Unsigned, 32 bits. */
    public long timestamp() {
        return buffer.u32(4);
    }

    public void timestamp(long timestamp) {
        buffer.putU32(4, timestamp);
    }

    /** Unsigned, 32 bits. */
    public long ssrc() {
        return buffer.u32(8);
    }

    public void ssrc(long ssrc) {
        buffer.putU32(8, ssrc);
    }

    /** The number of contributing sources, 0…15; they stand behind the fixed header. */
    public int csrcCount() {
        return buffer.u8(0) & 0x0f;
    }

    /** Bytes before the payload, contributing sources and extensions included. */
    public int headerLength() {
        return headerBytes;
    }

    /** Where the payload starts, counted from the start of the packet. */
    public int payloadOffset() {
        return headerBytes;
    }

    /** Bytes of payload, padding excluded. */
    public int payloadLength() {
        return buffer.length() - headerBytes - paddingBytes;
    }

    /** Bytes of padding, the count itself included. */
    public int paddingLength() {
        return paddingBytes;
    }

    /** Where an extension's value starts in the packet, −1 when it is absent. */
    public int extensionOffset(int id) {
        return extensions.offset(id);
    }

    /** Bytes of an extension's value, 0 when it is absent (or empty). */
    public int extensionLength(int id) {
        return extensions.length(id);
    }
}
