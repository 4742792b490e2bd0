package foyer.sfu.srtp;

import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;

/** A cipher that works in arrays: what leaves the heap is copied there. */
abstract class HeapPacketCipher implements PacketCipher {
    private PacketBuffer copy = PacketBuffer.allocate(0);

    @Override
    public final void protectRtp(
            PacketBuffer packet, int headerBytes, long index, NativePacket target) {
        int bytes = packet.length() + rtpOverhead();
        if (copy.capacity() < bytes) {
            copy = PacketBuffer.allocate(Math.max(bytes, PacketBuffer.CAPACITY));
        }
        copy.set(packet);
        protectRtp(copy, headerBytes, index);
        target.set(copy);
    }

    @Override
    public final void close() {
        // All of it is the heap's.
    }
}
