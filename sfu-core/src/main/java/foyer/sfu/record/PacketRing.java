package foyer.sfu.record;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest packets and deadline calls, in chunks that are taken as they are needed; when all are
 * full the oldest goes. Allocates nothing once it is full.
 */
final class PacketRing {
    static final int CHUNK_BYTES = 1 << 16;
    static final int RTP = 0;
    static final int RTCP = 1;
    static final int DEADLINE = 2;

    private static final int HEAD_BYTES = 5 * Varints.MAX_BYTES;

    /** What lies in one array: entries with times as differences from the one before. */
    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK_BYTES];
        private int used;
        private long firstEntry;
        private long baseNanos;

        private boolean hasRoom(int entryBytes) {
            return bytes.length - used >= entryBytes;
        }
    }

    private final Chunk[] chunks;
    private int oldest;
    private int count;
    private long entries;
    private long lastNanos;

    /** Holds about so many bytes, at least one chunk. */
    PacketRing(int bytes) {
        chunks = new Chunk[Math.max(1, bytes / CHUNK_BYTES)];
    }

    /** How many entries there ever were. */
    long entries() {
        return entries;
    }

    void deadline(long nowNanos) {
        Chunk chunk = room(HEAD_BYTES, nowNanos);
        chunk.used = begin(chunk, DEADLINE, nowNanos);
    }

    void rtcp(int transport, PacketBuffer packet, long nowNanos) {
        int length = packet.length();
        Chunk chunk = room(HEAD_BYTES + length, nowNanos);
        int at = begin(chunk, (long) transport << 2 | RTCP, nowNanos);
        at = Varints.put(chunk.bytes, at, length);
        packet.getBytes(0, chunk.bytes, at, length);
        chunk.used = at + length;
    }

    /** Keeps the first {@code kept} bytes, and the length of the padding where there is some. */
    void rtp(int transport, PacketBuffer packet, int kept, long nowNanos) {
        int length = packet.length();
        Chunk chunk = room(HEAD_BYTES + kept + 1, nowNanos);
        int at = begin(chunk, (long) transport << 2 | RTP, nowNanos);
        at = Varints.put(chunk.bytes, at, length);
        at = Varints.put(chunk.bytes, at, kept);
        packet.getBytes(0, chunk.bytes, at, kept);
        at += kept;
        if (kept < length && RtpHead.padded(packet.u8(0))) {
            chunk.bytes[at++] = (byte) packet.u8(length - 1);
        }
        chunk.used = at;
    }

    private int begin(Chunk chunk, long kind, long nowNanos) {
        int at = Varints.put(chunk.bytes, chunk.used, Varints.zigzag(nowNanos - lastNanos));
        lastNanos = nowNanos;
        entries++;
        return Varints.put(chunk.bytes, at, kind);
    }

    private Chunk room(int entryBytes, long nowNanos) {
        if (count > 0) {
            Chunk newest = chunks[(oldest + count - 1) % chunks.length];
            if (newest.hasRoom(entryBytes)) {
                return newest;
            }
        }
        Chunk chunk = count < chunks.length ? added() : recycled();
        chunk.used = 0;
        chunk.firstEntry = entries;
        chunk.baseNanos = nowNanos;
        lastNanos = nowNanos;
        return chunk;
    }

    private Chunk added() {
        Chunk chunk = new Chunk();
        chunks[count++] = chunk;
        return chunk;
    }

    private Chunk recycled() {
        Chunk chunk = chunks[oldest];
        oldest = (oldest + 1) % chunks.length;
        return chunk;
    }

    /** Copies of what is held, oldest first. */
    List<Recording.Chunk> copy() {
        List<Recording.Chunk> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Chunk chunk = chunks[(oldest + i) % chunks.length];
            copies.add(
                    new Recording.Chunk(
                            chunk.firstEntry,
                            chunk.baseNanos,
                            Arrays.copyOf(chunk.bytes, chunk.used)));
        }
        return copies;
    }
}
