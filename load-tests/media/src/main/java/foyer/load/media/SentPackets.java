package foyer.load.media;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** The last clear packets of one stream, to be sent again when asked for. */
final class SentPackets {
    private static final int SIZE = 128;

    private final @Nullable PacketBuffer[] packets = new @Nullable PacketBuffer[SIZE];

    void remember(int sequenceNumber, PacketBuffer packet) {
        PacketBuffer kept = packets[sequenceNumber % SIZE];
        if (kept == null || kept.capacity() < packet.length()) {
            kept = PacketBuffer.allocate(packet.length() + 64);
            packets[sequenceNumber % SIZE] = kept;
        }
        kept.set(packet);
    }

    /** The packet, null when it is forgotten. */
    @Nullable PacketBuffer find(int sequenceNumber) {
        PacketBuffer kept = packets[sequenceNumber % SIZE];
        return kept != null && kept.u16(2) == sequenceNumber ? kept : null;
    }
}
