package foyer.sfu.rtp;

import foyer.sfu.wire.PacketBuffer;

/** Retransmission payloads (RFC 4588 4): the original sequence number, then the payload. */
public final class Rtx {
    /** What the original sequence number adds to a packet. */
    public static final int HEADER_BYTES = 2;

    private Rtx() {}

    /**
     * Makes the original packet out of its retransmission, in place; extensions and padding stay.
     *
     * @return false when the payload is too short, as in padding sent on the retransmission stream
     */
    public static boolean unpack(RtpPacket packet, int payloadType, long ssrc) {
        if (packet.payloadLength() < HEADER_BYTES) {
            return false;
        }
        PacketBuffer buffer = packet.buffer();
        int offset = packet.payloadOffset();
        packet.sequenceNumber(buffer.u16(offset));
        packet.payloadType(payloadType);
        packet.ssrc(ssrc);
        // The tail moves, not the header: the packet's start in its array belongs to the owner.
        int from = offset + HEADER_BYTES;
        buffer.putPacket(offset, buffer, from, buffer.length() - from);
        buffer.length(buffer.length() - HEADER_BYTES);
        return packet.wrap(buffer);
    }
}
