package foyer.sfu.engine;

import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds packets in the bytes of a TCP connection (RFC 4571 2): each has its length in two bytes
 * before it. Null packets, of length 0, are passed over.
 */
final class FrameReader {
    static final int LENGTH_BYTES = 2;

    /** As for datagrams: whoever announces more speaks something else. */
    static final int MAX_PACKET_BYTES = PacketBuffer.CAPACITY;

    enum Outcome {
        /** The next packet is there. */
        PACKET,
        /** All bytes are read; the rest of a packet is to come. */
        MORE,
        /** This cannot go on. */
        TOO_LONG
    }

    /** A frame whose rest has not come, from its length on; made when one is first cut. */
    private byte @Nullable [] begun;

    private int begunBytes;

    /** Reads up to the end of the next packet, which is put into {@code packet}. */
    Outcome read(ByteBuf bytes, PacketBuffer packet) {
        while (bytes.isReadable()) {
            int length = begunBytes == 0 ? whole(bytes) : -1;
            if (length > MAX_PACKET_BYTES) {
                return Outcome.TOO_LONG;
            }
            if (length >= 0) {
                bytes.skipBytes(LENGTH_BYTES);
                bytes.readBytes(packet.array(), packet.offset(), length);
                packet.length(length);
            } else {
                length = resume(bytes, packet);
                if (length > MAX_PACKET_BYTES) {
                    return Outcome.TOO_LONG;
                }
            }
            if (length > 0) {
                return Outcome.PACKET;
            }
        }
        return Outcome.MORE;
    }

    /** The length of the frame that starts here, −1 when not all of it is there. */
    private static int whole(ByteBuf bytes) {
        if (bytes.readableBytes() < LENGTH_BYTES) {
            return -1;
        }
        int length = bytes.getUnsignedShort(bytes.readerIndex());
        boolean there = bytes.readableBytes() >= LENGTH_BYTES + length;
        return there || length > MAX_PACKET_BYTES ? length : -1;
    }

    /** Goes on with a frame that came in parts; its length when it is whole, else −1. */
    private int resume(ByteBuf bytes, PacketBuffer packet) {
        byte[] frame = begun;
        if (frame == null) {
            frame = new byte[LENGTH_BYTES + MAX_PACKET_BYTES];
            begun = frame;
        }
        fill(frame, LENGTH_BYTES, bytes);
        if (begunBytes < LENGTH_BYTES) {
            return -1;
        }
        int length = (frame[0] & 0xff) << 8 | (frame[1] & 0xff);
        if (length > MAX_PACKET_BYTES) {
            return length;
        }
        fill(frame, LENGTH_BYTES + length, bytes);
        if (begunBytes < LENGTH_BYTES + length) {
            return -1;
        }
        begunBytes = 0;
        packet.length(length).putBytes(0, frame, LENGTH_BYTES, length);
        return length;
    }

    private void fill(byte[] frame, int end, ByteBuf bytes) {
        int count = Math.min(end - begunBytes, bytes.readableBytes());
        if (count > 0) {
            bytes.readBytes(frame, begunBytes, count);
            begunBytes += count;
        }
    }
}
