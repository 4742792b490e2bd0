package foyer.sfu.srtp;

import foyer.sfu.wire.PacketBuffer;
import org.jitsi.utils.ByteArrayBuffer;

/** A packet as jitsi-srtp wants to see it. Reusable. */
final class JitsiBuffer implements ByteArrayBuffer {
    private PacketBuffer packet = PacketBuffer.allocate(0);

    JitsiBuffer over(PacketBuffer newPacket) {
        packet = newPacket;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return packet.array();
    }

    @Override
    public int getOffset() {
        return packet.offset();
    }

    @Override
    public int getLength() {
        return packet.length();
    }

    @Override
    public void setLength(int length) {
        packet.length(length);
    }

    @Override
    public void setOffset(int offset) {
        if (offset != packet.offset()) {
            throw new IllegalArgumentException("offset: " + offset);
        }
    }

    @Override
    public boolean isInvalid() {
        return packet.length() == 0;
    }

    @Override
    public void readRegionToBuff(int offset, int length, byte[] target) {
        packet.getBytes(offset, target, 0, length);
    }

    /** The capacity is there from the start: checked before. */
    @Override
    public void grow(int bytes) {}

    @Override
    public void append(byte[] data, int length) {
        int at = packet.length();
        packet.length(at + length);
        packet.putBytes(at, data, 0, length);
    }

    @Override
    public void shrink(int bytes) {
        packet.length(Math.max(0, packet.length() - bytes));
    }
}
