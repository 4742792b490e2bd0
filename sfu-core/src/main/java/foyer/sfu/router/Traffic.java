package foyer.sfu.router;

import foyer.sfu.api.MediaKind;

/** What went in and out since the start, in counts that only grow. Belongs to one loop. */
public final class Traffic {
    /** Which way, seen from here. */
    public enum Direction {
        IN,
        OUT
    }

    /** What is counted apart: retransmissions are of their media's kind. */
    public enum Kind {
        AUDIO,
        VIDEO,
        RTCP;

        static Kind of(MediaKind media) {
            return media == MediaKind.AUDIO ? AUDIO : VIDEO;
        }
    }

    private static final int KINDS = Kind.values().length;

    private final long[] packets = new long[2 * KINDS];
    private final long[] bytes = new long[2 * KINDS];
    private final long[] lost = new long[2];
    private final long[] nacked = new long[2];
    private final long[] keyFrameRequests = new long[2];
    private long pipedPackets;
    private long pipedBytes;

    /** A clear packet passed; {@code size} is in bytes from the RTP or RTCP header on. */
    void packet(Direction direction, Kind kind, int size) {
        int index = index(direction, kind);
        packets[index]++;
        bytes[index] += size;
    }

    /** Packets were lost: on the way to us, or on the way from us as receivers report. */
    void lost(Direction direction, long count) {
        lost[index(direction)] += count;
    }

    /** A producer's packet crossed to another router of the room. */
    void piped(int size) {
        pipedPackets++;
        pipedBytes += size;
    }

    /** Packets were asked for again: by receivers ({@code IN}) or by us ({@code OUT}). */
    void nacked(Direction direction, int count) {
        nacked[index(direction)] += count;
    }

    /** Key frames were asked for: by receivers ({@code IN}) or by us ({@code OUT}). */
    void keyFrameRequests(Direction direction, int count) {
        keyFrameRequests[index(direction)] += count;
    }

    public long packets(Direction direction, Kind kind) {
        return packets[index(direction, kind)];
    }

    public long bytes(Direction direction, Kind kind) {
        return bytes[index(direction, kind)];
    }

    /** Media packets lost: on the way to us before any repair, or on the way to receivers. */
    public long lost(Direction direction) {
        return lost[index(direction)];
    }

    /** Sequence numbers in NACKs that came or went, repeats included. */
    public long nacked(Direction direction) {
        return nacked[index(direction)];
    }

    /** PLI and FIR for one stream each that came or went. */
    public long keyFrameRequests(Direction direction) {
        return keyFrameRequests[index(direction)];
    }

    /** Packets that crossed to other loops, each once for every loop it went to. */
    public long pipedPackets() {
        return pipedPackets;
    }

    /** Their bytes, from the RTP header on. */
    public long pipedBytes() {
        return pipedBytes;
    }

    public void addTo(Traffic sum) {
        add(packets, sum.packets);
        add(bytes, sum.bytes);
        add(lost, sum.lost);
        add(nacked, sum.nacked);
        add(keyFrameRequests, sum.keyFrameRequests);
        sum.pipedPackets += pipedPackets;
        sum.pipedBytes += pipedBytes;
    }

    private static void add(long[] counts, long[] sum) {
        for (int i = 0; i < counts.length; i++) {
            sum[i] += counts[i];
        }
    }

    private static int index(Direction direction) {
        return direction == Direction.IN ? 0 : 1;
    }

    private static int index(Direction direction, Kind kind) {
        int column =
                switch (kind) {
                    case AUDIO -> 0;
                    case VIDEO -> 1;
                    case RTCP -> 2;
                };
        return index(direction) * KINDS + column;
    }
}
