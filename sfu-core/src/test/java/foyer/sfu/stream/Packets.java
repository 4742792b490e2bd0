package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;

/** Packets whose bytes tell their sequence number. */
final class Packets {
    private Packets() {}

    static PacketBuffer packet(int sequenceNumber, int length) {
        return fill(PacketBuffer.allocate(PacketBuffer.CAPACITY), sequenceNumber, length);
    }

    static PacketBuffer fill(PacketBuffer packet, int sequenceNumber, int length) {
        packet.length(length);
        packet.putU8(0, 0x80);
        packet.putU16(2, sequenceNumber & 0xffff);
        packet.putU8(length - 1, sequenceNumber & 0xff);
        return packet;
    }

    static boolean isIntact(PacketBuffer packet, int sequenceNumber, int length) {
        return packet.length() == length
                && packet.u16(2) == (sequenceNumber & 0xffff)
                && packet.u8(length - 1) == (sequenceNumber & 0xff);
    }
}
