package foyer.sfu.rtp;

import foyer.sfu.wire.PacketBuffer;

/**
 * Where the elements of one packet's extension block stand, in the one-byte or the two-byte form
 * (RFC 8285 4.2, 4.3). The first element of an id counts; elements beyond {@link #MAX_ELEMENTS} are
 * ignored, nobody sends that many.
 */
final class ExtensionBlock {
    static final int MAX_ELEMENTS = 32;
    static final int ONE_BYTE_PROFILE = 0xbede;
    static final int TWO_BYTE_PROFILE = 0x1000;
    static final int RESERVED_ID = 15;

    private final int[] ids = new int[MAX_ELEMENTS];
    private final int[] offsets = new int[MAX_ELEMENTS];
    private final int[] lengths = new int[MAX_ELEMENTS];
    private int count;

    void clear() {
        count = 0;
    }

    /** Reads what stands in {@code [from, end)}; an unknown profile has no elements. */
    void parse(PacketBuffer packet, int profile, int from, int end) {
        count = 0;
        if (profile == ONE_BYTE_PROFILE) {
            parseOneByte(packet, from, end);
        } else if ((profile & 0xfff0) == TWO_BYTE_PROFILE) { // the low bits are "appbits"
            parseTwoByte(packet, from, end);
        }
    }

    private void parseOneByte(PacketBuffer packet, int from, int end) {
        int at = from;
        while (at < end && count < MAX_ELEMENTS) {
            int head = packet.u8(at++);
            int id = head >> 4;
            if (head == 0) {
                continue; // padding
            }
            // RFC 8285 4.2: id 15, and id 0 with a length, end the reading.
            int length = (head & 0x0f) + 1;
            if (id == 0 || id == RESERVED_ID || at + length > end) {
                return;
            }
            add(id, at, length);
            at += length;
        }
    }

    private void parseTwoByte(PacketBuffer packet, int from, int end) {
        int at = from;
        while (at < end && count < MAX_ELEMENTS) {
            int id = packet.u8(at++);
            if (id == 0) {
                continue; // padding
            }
            if (at == end) {
                return;
            }
            int length = packet.u8(at++);
            if (at + length > end) {
                return;
            }
            add(id, at, length);
            at += length;
        }
    }

    private void add(int id, int offset, int length) {
        ids[count] = id;
        offsets[count] = offset;
        lengths[count] = length;
        count++;
    }

    int offset(int id) {
        int index = indexOf(id);
        return index < 0 ? -1 : offsets[index];
    }

    int length(int id) {
        int index = indexOf(id);
        return index < 0 ? 0 : lengths[index];
    }

    private int indexOf(int id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
