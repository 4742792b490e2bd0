package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** H.264 payloads: single NAL unit, STAP-A, FU-A (RFC 6184 5.6, 5.7.1, 5.8). */
enum H264Inspector implements PayloadInspector {
    INSTANCE;

    private static final int IDR = 5;
    private static final int SEI = 6;
    private static final int SPS = 7;
    private static final int DELIMITER = 9;
    private static final int LAST_SINGLE = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

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
        facts.set(PayloadFacts.END_OF_FRAME, marker);
        int end = PayloadFacts.end(payloadOffset, payloadLength);
        int indicator = packet.u8(payloadOffset);
        int type = indicator & 0x1f;
        if (type == STAP_A) {
            readAggregate(packet, payloadOffset, payloadLength, facts);
        } else if (type == FU_A) {
            readFragment(packet, payloadOffset, end, facts);
        } else if (type >= 1 && type <= LAST_SINGLE) {
            readUnit(packet, type, payloadOffset + 1, end, facts);
            facts.set(PayloadFacts.DISCARDABLE, unreferenced(indicator, type));
        }
    }

    private static void readAggregate(
            PacketBuffer packet, int offset, int length, PayloadFacts facts) {
        int end = PayloadFacts.end(offset, length);
        // behind the inspected bytes the payload may go on: only a short one can be cut
        boolean whole = length < PayloadFacts.INSPECTED_BYTES;
        int at = offset + 1;
        while (at + 2 < end) {
            int size = packet.u16(at);
            at += 2;
            if (size == 0) {
                facts.malform();
                return;
            }
            readUnit(packet, packet.u8(at) & 0x1f, at + 1, Math.min(at + size, end), facts);
            at += size;
        }
        if (whole && (at != end || at == offset + 1)) {
            facts.malform();
        }
    }

    private static void readFragment(PacketBuffer packet, int offset, int end, PayloadFacts facts) {
        if (offset + 2 >= end) {
            facts.malform();
            return;
        }
        int header = packet.u8(offset + 1);
        int type = header & 0x1f;
        if ((header & 0x80) != 0) {
            readUnit(packet, type, offset + 2, end, facts);
        }
        facts.set(PayloadFacts.DISCARDABLE, unreferenced(packet.u8(offset), type));
    }

    /** Reads one NAL unit of which only the bytes in [body, end) are there. */
    private static void readUnit(
            PacketBuffer packet, int type, int body, int end, PayloadFacts facts) {
        // ITU-T H.264 7.3.3: a slice begins with first_mb_in_slice, whose code for 0 is one bit
        boolean firstSlice = type >= 1 && type <= IDR && body < end && packet.u8(body) >= 0x80;
        if (type == SPS || (type == IDR && firstSlice)) {
            facts.set(PayloadFacts.KEY_FRAME);
        }
        if (type == SPS) {
            facts.set(PayloadFacts.PARAMETERS);
        } else if (type >= 1 && type < IDR) {
            // Some encoders say their parameters again before pictures that are no key frames.
            facts.set(PayloadFacts.KEY_FRAME, false);
        }
        // ITU-T H.264 7.4.1.2.3: these stand before the first slice of a picture only
        if (firstSlice || (type >= SEI && type <= DELIMITER)) {
            facts.set(PayloadFacts.START_OF_FRAME);
        }
    }

    /** A slice with nal_ref_idc 0. */
    private static boolean unreferenced(int indicator, int type) {
        return (indicator & 0x60) == 0 && type >= 1 && type < IDR;
    }
}
