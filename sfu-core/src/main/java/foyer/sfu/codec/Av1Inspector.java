package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/**
 * AV1 payloads without a dependency descriptor: aggregation header and OBU headers (AV1 RTP
 * specification 1.0, 4.4; AV1 bitstream specification 5.3, 5.9).
 */
enum Av1Inspector implements PayloadInspector {
    INSTANCE;

    private static final int Z = 0x80;
    private static final int Y = 0x40;
    private static final int N = 0x08;

    private static final int SEQUENCE_HEADER = 1;
    private static final int TEMPORAL_DELIMITER = 2;
    private static final int FRAME_HEADER = 3;
    private static final int METADATA = 5;
    private static final int FRAME = 6;

    /** What the OBUs of one payload show, as bits. */
    private static final int SAW_SEQUENCE = 1;

    private static final int SAW_FRAME = 2;
    private static final int SAW_KEY_FRAME = 4;
    private static final int SAW_LAYERS = 8;

    @Override
    public void inspect(
            PacketBuffer packet,
            int payloadOffset,
            int payloadLength,
            boolean marker,
            PayloadFacts facts) {
        if (!facts.begin(payloadLength, marker)) {
            return;
        }
        int header = packet.u8(payloadOffset);
        // AV1 RTP 4.4: a coded video sequence does not begin with a continued OBU
        if (payloadLength < 2 || (header & (N | Z)) == (N | Z)) {
            facts.malform();
            return;
        }
        facts.set(PayloadFacts.END_OF_FRAME, marker && (header & Y) == 0);
        int seen = readElements(packet, payloadOffset, payloadLength, facts);
        boolean sequenceStarts =
                (seen & SAW_SEQUENCE) != 0
                        && ((seen & SAW_FRAME) == 0 || (seen & SAW_KEY_FRAME) != 0);
        if (!facts.malformed() && ((header & N) != 0 || sequenceStarts)) {
            facts.set(PayloadFacts.KEY_FRAME);
        }
    }

    private static int readElements(
            PacketBuffer packet, int offset, int length, PayloadFacts facts) {
        int end = PayloadFacts.end(offset, length);
        int header = packet.u8(offset);
        int elements = header >> 4 & 0x3;
        int seen = 0;
        int at = offset + 1;
        for (int i = 0; at < end && (elements == 0 || i < elements); i++) {
            int size = end - at;
            if (elements == 0 || i < elements - 1) {
                int sizeBytes = Leb128.bytes(packet, at, end);
                size = Leb128.value(packet, at, sizeBytes);
                at += sizeBytes;
                // behind the inspected bytes the payload may go on: only a short one can be cut
                if ((sizeBytes == 0 || size > end - at) && length < PayloadFacts.INSPECTED_BYTES) {
                    facts.malform();
                    return seen;
                }
                if (sizeBytes == 0) {
                    return seen;
                }
            }
            if ((i > 0 || (header & Z) == 0) && size > 0 && at < end) {
                seen = readUnit(packet, at, Math.min(at + size, end), i == 0, seen, facts);
            }
            at += size;
        }
        return seen;
    }

    private static int readUnit(
            PacketBuffer packet, int at, int end, boolean first, int seen, PayloadFacts facts) {
        int header = packet.u8(at);
        int type = header >> 3 & 0xf;
        boolean extended = (header & 0x04) != 0;
        if (first && startsFrame(type)) {
            facts.set(PayloadFacts.START_OF_FRAME);
        }
        int now = seen;
        if (extended && at + 1 < end && (seen & SAW_LAYERS) == 0) {
            int layers = packet.u8(at + 1);
            facts.layers(layers >> 3 & 0x3, layers >> 5);
            now |= SAW_LAYERS;
        }
        if (type == SEQUENCE_HEADER) {
            now |= SAW_SEQUENCE;
        } else if (type == FRAME || type == FRAME_HEADER) {
            now |= frame(packet, at, end);
        }
        return now;
    }

    private static boolean startsFrame(int type) {
        return type == SEQUENCE_HEADER
                || type == TEMPORAL_DELIMITER
                || type == FRAME_HEADER
                || type == METADATA
                || type == FRAME;
    }

    /** Whether the frame at this OBU header is a key frame: the first bits of its header tell. */
    private static int frame(PacketBuffer packet, int obu, int end) {
        int header = packet.u8(obu);
        int body = obu + ((header & 0x04) != 0 ? 2 : 1);
        if ((header & 0x02) != 0) {
            body += Leb128.bytes(packet, body, end);
        }
        if (body >= end) {
            return 0;
        }
        // show_existing_frame 0, frame_type KEY_FRAME
        return (packet.u8(body) & 0xe0) == 0 ? SAW_FRAME | SAW_KEY_FRAME : SAW_FRAME;
    }
}
