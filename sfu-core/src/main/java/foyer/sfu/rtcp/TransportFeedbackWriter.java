package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;

/**
 * The body of a transport-wide feedback, planned before it is written so that its size is known.
 */
final class TransportFeedbackWriter {
    private static final int HEADER_BYTES = 20;

    private final TransportFeedback message;
    private final char[] chunks;
    private final int chunkCount;
    private final int unpaddedBytes;

    TransportFeedbackWriter(TransportFeedback message) {
        this.message = message;
        Arrivals arrivals = message.arrivals();
        byte[] statuses = new byte[message.packetCount()];
        int deltaBytes = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            boolean small = isSmall(arrivals.delta(i));
            statuses[arrivals.index(i)] =
                    (byte) (small ? StatusChunks.SMALL_DELTA : StatusChunks.LARGE_DELTA);
            deltaBytes += small ? 1 : 2;
        }
        chunks = new char[StatusChunks.most(statuses.length)];
        chunkCount = StatusChunks.encode(statuses, chunks);
        unpaddedBytes = HEADER_BYTES + 2 * chunkCount + deltaBytes;
    }

    static boolean isSmall(int delta) {
        return delta >= 0 && delta <= 0xff;
    }

    /** Whole message, padded with zeros to 32 bits (3.1: without setting the padding bit). */
    int bytes() {
        return (unpaddedBytes + 3) & ~3;
    }

    /** Writes everything behind the common header. */
    void write(PacketBuffer packet, int start) {
        packet.putU32(start + 4, message.senderSsrc());
        packet.putU32(start + 8, message.mediaSsrc());
        packet.putU16(start + 12, message.baseSequenceNumber());
        packet.putU16(start + 14, message.packetCount());
        packet.putU24(start + 16, message.referenceTime());
        packet.putU8(start + 19, message.feedbackPacketCount());
        int at = start + HEADER_BYTES;
        for (int i = 0; i < chunkCount; i++, at += 2) {
            packet.putU16(at, chunks[i]);
        }
        Arrivals arrivals = message.arrivals();
        for (int i = 0; i < arrivals.size(); i++) {
            int delta = arrivals.delta(i);
            if (isSmall(delta)) {
                packet.putU8(at++, delta);
            } else {
                packet.putU16(at, delta);
                at += 2;
            }
        }
        while (at < start + bytes()) {
            packet.putU8(at++, 0);
        }
    }
}
