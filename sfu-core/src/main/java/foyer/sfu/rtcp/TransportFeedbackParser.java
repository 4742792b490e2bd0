package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a transport-wide feedback: once over the chunks to find the deltas, then both together. */
final class TransportFeedbackParser {
    private static final int HEADER_BYTES = 20;

    private TransportFeedbackParser() {}

    static @Nullable TransportFeedback parse(PacketBuffer packet, int start, int end) {
        if (end - start < HEADER_BYTES) {
            return null;
        }
        int packetCount = packet.u16(start + 14);
        int deltas = deltasStart(packet, start + HEADER_BYTES, end, packetCount);
        if (packetCount == 0 || deltas < 0) {
            return null;
        }
        Arrivals arrivals = arrivals(packet, start + HEADER_BYTES, deltas, end, packetCount);
        if (arrivals == null) {
            return null;
        }
        return new TransportFeedback(
                packet.u32(start + 4),
                packet.u32(start + 8),
                packet.u16(start + 12),
                packetCount,
                packet.i32(start + 16) >> 8,
                packet.u8(start + 19),
                arrivals);
    }

    private static int deltasStart(PacketBuffer packet, int from, int end, int packetCount) {
        int at = from;
        for (int left = packetCount; left > 0; at += 2) {
            if (at + 2 > end) {
                return -1;
            }
            left -= StatusChunks.capacity(packet.u16(at));
        }
        return at;
    }

    private static @Nullable Arrivals arrivals(
            PacketBuffer packet, int from, int deltas, int end, int packetCount) {
        int[] entries = new int[Math.min(packetCount, end - deltas)];
        int size = 0;
        int at = deltas;
        int index = 0;
        for (int chunkAt = from; chunkAt < deltas; chunkAt += 2) {
            int chunk = packet.u16(chunkAt);
            int count = Math.min(StatusChunks.capacity(chunk), packetCount - index);
            if (isRunOfLost(chunk)) {
                index += count;
                continue;
            }
            for (int i = 0; i < count; i++, index++) {
                int status = StatusChunks.status(chunk, i);
                // The status is the delta's size, but 3 is reserved.
                if (status == 3 || at + status > end) {
                    return null;
                }
                if (status != StatusChunks.NOT_RECEIVED) {
                    boolean small = status == StatusChunks.SMALL_DELTA;
                    entries[size++] = Arrivals.entry(index, small ? packet.u8(at) : packet.u16(at));
                    at += status;
                }
            }
        }
        return new Arrivals(entries, size);
    }

    private static boolean isRunOfLost(int chunk) {
        return chunk >> 13 == StatusChunks.NOT_RECEIVED;
    }
}
