package foyer.sfu.rtp;

import foyer.sfu.wire.PacketBuffer;

/**
 * Builds an outgoing packet: {@code start}, header fields, extensions, then one of {@link
 * #payload}, {@link #rtx} and {@link #padding}, which say whether all of it had room. An id of 0
 * (not negotiated) is left out. Reusable; allocates nothing.
 *
 * <p>Where a value came to stand, for stamping it just before sending, is known by {@link
 * #extensionOffset} when the packet is finished, not earlier: a long value or a high id changes the
 * form of the block and moves what is before it.
 */
public final class RtpWriter {
    private static final int MAX_ELEMENTS = 32;
    private static final int BLOCK_HEADER_BYTES = 4;
    private static final int NO_BLOCK = -1;

    private final int[] ids = new int[MAX_ELEMENTS];
    private final int[] offsets = new int[MAX_ELEMENTS];
    private final int[] lengths = new int[MAX_ELEMENTS];
    private PacketBuffer target = PacketBuffer.allocate(0);
    private int elements;
    private int block = NO_BLOCK;
    private int elementHeaderBytes;
    private int end;
    private boolean overflown;

    /** Starts with a header of zeros. */
    public RtpWriter start(PacketBuffer newTarget) {
        target = newTarget;
        target.length(target.capacity());
        target.putI32(0, 0x8000_0000);
        target.putI64(4, 0);
        elements = 0;
        block = NO_BLOCK;
        end = RtpPacket.FIXED_HEADER_BYTES;
        overflown = false;
        return this;
    }

    /** Starts with the source's header fields and contributing sources, without its extensions. */
    public RtpWriter start(PacketBuffer newTarget, RtpPacket source) {
        start(newTarget);
        int bytes = RtpPacket.FIXED_HEADER_BYTES + 4 * source.csrcCount();
        if (take(bytes - end)) {
            target.putPacket(0, source.buffer(), 0, bytes);
            target.putU8(0, 0x80 | source.csrcCount());
        }
        return this;
    }

    public RtpWriter payloadType(int payloadType) {
        target.putU8(1, (target.u8(1) & 0x80) | (payloadType & 0x7f));
        return this;
    }

    public RtpWriter marker(boolean marker) {
        target.putU8(1, (target.u8(1) & 0x7f) | (marker ? 0x80 : 0));
        return this;
    }

    public RtpWriter sequenceNumber(int sequenceNumber) {
        target.putU16(2, sequenceNumber);
        return this;
    }

    public RtpWriter timestamp(long timestamp) {
        target.putU32(4, timestamp);
        return this;
    }

    public RtpWriter ssrc(long ssrc) {
        target.putU32(8, ssrc);
        return this;
    }

    /** Adds an extension of 0…255 bytes. */
    public RtpWriter extension(int id, byte[] value) {
        int at = element(id, value.length);
        if (at >= 0) {
            target.putBytes(at, value, 0, value.length);
        }
        return this;
    }

    /** Adds an extension of 0…255 bytes that stand in a buffer. */
    public RtpWriter extension(int id, PacketBuffer value, int offset, int length) {
        int at = element(id, length);
        if (at >= 0) {
            target.putPacket(at, value, offset, length);
        }
        return this;
    }

    /** Adds a mid or rid, which is ASCII. */
    public RtpWriter text(int id, String value) {
        int at = element(id, value.length());
        if (at >= 0) {
            for (int i = 0; i < value.length(); i++) {
                target.putU8(at + i, value.charAt(i));
            }
        }
        return this;
    }

    /** Adds an extension of one byte. */
    public RtpWriter u8(int id, int value) {
        int at = element(id, 1);
        if (at >= 0) {
            target.putU8(at, value);
        }
        return this;
    }

    /** Adds an extension of two bytes, as a transport-wide sequence number is. */
    public RtpWriter u16(int id, int value) {
        int at = element(id, 2);
        if (at >= 0) {
            target.putU16(at, value);
        }
        return this;
    }

    /** Adds an extension of three bytes, as {@link AbsSendTime} is. */
    public RtpWriter u24(int id, int value) {
        int at = element(id, 3);
        if (at >= 0) {
            target.putU24(at, value);
        }
        return this;
    }

    /** Adds the source's extension {@code sourceId}, where it has it, under our id. */
    public RtpWriter copy(int id, RtpPacket source, int sourceId) {
        int from = source.extensionOffset(sourceId);
        if (from >= 0) {
            int at = element(id, source.extensionLength(sourceId));
            if (at >= 0) {
                target.putPacket(at, source.buffer(), from, source.extensionLength(sourceId));
            }
        }
        return this;
    }

    /** Finishes the packet with a part of another as payload. */
    public boolean payload(PacketBuffer source, int offset, int length) {
        finishBlock();
        int at = end;
        if (take(length)) {
            target.putPacket(at, source, offset, length);
        }
        return finish();
    }

    /** Finishes the packet as the retransmission of a payload (RFC 4588 4). */
    public boolean rtx(int originalSequenceNumber, PacketBuffer source, int offset, int length) {
        finishBlock();
        int at = end;
        if (take(Rtx.HEADER_BYTES + length)) {
            target.putU16(at, originalSequenceNumber);
            target.putPacket(at + Rtx.HEADER_BYTES, source, offset, length);
        }
        return finish();
    }

    /**
     * Finishes the packet without payload (RFC 3550 5.1, bit P).
     *
     * @param bytes how many bytes of padding, 1…255
     */
    public boolean padding(int bytes) {
        if (bytes < 1 || bytes > 255) {
            throw new IllegalArgumentException("padding: " + bytes);
        }
        finishBlock();
        int at = end;
        if (take(bytes)) {
            zero(at, at + bytes);
            target.putU8(at + bytes - 1, bytes);
            target.putU8(0, target.u8(0) | 0x20);
        }
        return finish();
    }

    /**
     * Makes a finished packet longer by padding (RFC 3550 5.1, bit P), when there is room.
     *
     * @param bytes how many bytes, 0…255
     */
    public void lengthen(int bytes) {
        int at = target.length();
        if (bytes > 0 && at + bytes <= target.capacity()) {
            target.length(at + bytes);
            zero(at, at + bytes);
            target.putU8(at + bytes - 1, bytes);
            target.putU8(0, target.u8(0) | 0x20);
        }
    }

    /**
     * Where an extension's value stands in the finished packet, −1 when it has none; until the next
     * {@code start}.
     */
    public int extensionOffset(int id) {
        for (int i = 0; i < elements; i++) {
            if (ids[i] == id) {
                return offsets[i];
            }
        }
        return -1;
    }

    /** Makes room for an element and returns where its value goes, −1 for nowhere. */
    private int element(int id, int length) {
        if (id == 0 || overflown) {
            return -1;
        }
        if (id < 0 || id > 255 || length > 255) {
            throw new IllegalArgumentException("extension " + id + " of " + length + " bytes");
        }
        boolean oneByte = id < ExtensionBlock.RESERVED_ID && length >= 1 && length <= 16;
        if (block == NO_BLOCK) {
            block = end;
            elementHeaderBytes = oneByte ? 1 : 2;
            take(BLOCK_HEADER_BYTES);
        } else if (!oneByte && elementHeaderBytes == 1) {
            widen();
        }
        int at = end;
        if (elements == MAX_ELEMENTS || !take(elementHeaderBytes + length)) {
            overflown = true;
            return -1;
        }
        ids[elements] = id;
        offsets[elements] = at + elementHeaderBytes;
        lengths[elements] = length;
        putElementHeader(elements++);
        return at + elementHeaderBytes;
    }

    private void putElementHeader(int i) {
        int at = offsets[i] - elementHeaderBytes;
        if (elementHeaderBytes == 1) {
            target.putU8(at, ids[i] << 4 | (lengths[i] - 1));
        } else {
            target.putU8(at, ids[i]);
            target.putU8(at + 1, lengths[i]);
        }
    }

    /** Turns what is written so far into the two-byte form: one byte more for each element. */
    private void widen() {
        elementHeaderBytes = 2;
        if (!take(elements)) {
            return;
        }
        for (int i = elements - 1; i >= 0; i--) {
            int from = offsets[i];
            offsets[i] = from + i + 1;
            target.putPacket(offsets[i], target, from, lengths[i]);
            putElementHeader(i);
        }
    }

    private void finishBlock() {
        if (block == NO_BLOCK || overflown) {
            return;
        }
        int from = end;
        int bytes = end - block - BLOCK_HEADER_BYTES;
        if (take(-bytes & 3)) {
            zero(from, end);
            target.putU16(
                    block,
                    elementHeaderBytes == 1
                            ? ExtensionBlock.ONE_BYTE_PROFILE
                            : ExtensionBlock.TWO_BYTE_PROFILE);
            target.putU16(block + 2, (end - block - BLOCK_HEADER_BYTES) / 4);
            target.putU8(0, target.u8(0) | 0x10);
        }
    }

    private boolean finish() {
        target.length(overflown ? 0 : end);
        return !overflown;
    }

    private boolean take(int bytes) {
        if (overflown || end + bytes > target.capacity()) {
            overflown = true;
            return false;
        }
        end += bytes;
        return true;
    }

    private void zero(int from, int to) {
        for (int i = from; i < to; i++) {
            target.putU8(i, 0);
        }
    }
}
