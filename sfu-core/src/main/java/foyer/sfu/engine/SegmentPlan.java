package foyer.sfu.engine;

import java.util.Arrays;

/**
 * Which packets of a batch leave together. A run is one segmented send: packets to one receiver,
 * all of the first one's size but the last, which may be smaller (Linux udp(7), UDP_SEGMENT). The
 * packets of a receiver keep their order, though those of others come in between: a run goes on
 * while it can, and a packet that does not fit begins the receiver's next.
 */
final class SegmentPlan {
    /** What every kernel that segments takes (UDP_MAX_SEGMENTS). */
    static final int MOST_SEGMENTS = 64;

    /** A run is an IP packet until it is cut: 64 kB with its headers. */
    static final int MOST_BYTES = 65_000;

    private static final int NONE = -1;

    private int packets;
    private int[] bytes = new int[64];
    private int[] following = new int[64];
    private int runs;
    private int[] receivers = new int[64];
    private int[] firsts = new int[64];
    private int[] lasts = new int[64];
    private int[] counts = new int[64];
    private int[] sums = new int[64];
    private int[] latest = new int[64];

    SegmentPlan() {
        Arrays.fill(latest, NONE);
    }

    /**
     * Adds the next packet of the batch.
     *
     * @param receiver a small number, the same for the same address and socket
     * @param mostSegments how long a run may become; 1 keeps every packet apart
     */
    void add(int receiver, int packetBytes, int mostSegments) {
        int packet = packets++;
        if (packet == bytes.length) {
            bytes = Arrays.copyOf(bytes, packet * 2);
            following = Arrays.copyOf(following, packet * 2);
        }
        bytes[packet] = packetBytes;
        following[packet] = NONE;
        if (receiver >= latest.length) {
            int known = latest.length;
            latest = Arrays.copyOf(latest, Math.max(receiver + 1, known * 2));
            Arrays.fill(latest, known, latest.length, NONE);
        }
        int run = latest[receiver];
        if (run != NONE && fits(run, packetBytes, mostSegments)) {
            following[lasts[run]] = packet;
            lasts[run] = packet;
            counts[run]++;
            sums[run] += packetBytes;
        } else {
            latest[receiver] = begin(receiver, packet);
        }
    }

    private boolean fits(int run, int packetBytes, int mostSegments) {
        int segment = segmentBytes(run);
        return bytes[lasts[run]] == segment
                && packetBytes <= segment
                && counts[run] < mostSegments
                && sums[run] + packetBytes <= MOST_BYTES;
    }

    private int begin(int receiver, int packet) {
        int run = runs++;
        if (run == firsts.length) {
            receivers = Arrays.copyOf(receivers, run * 2);
            firsts = Arrays.copyOf(firsts, run * 2);
            lasts = Arrays.copyOf(lasts, run * 2);
            counts = Arrays.copyOf(counts, run * 2);
            sums = Arrays.copyOf(sums, run * 2);
        }
        receivers[run] = receiver;
        firsts[run] = packet;
        lasts[run] = packet;
        counts[run] = 1;
        sums[run] = bytes[packet];
        return run;
    }

    /** Begins the next batch. */
    void clear() {
        for (int run = 0; run < runs; run++) {
            latest[receivers[run]] = NONE;
        }
        packets = 0;
        runs = 0;
    }

    int packets() {
        return packets;
    }

    /** Runs are numbered in the order in which they are to leave. */
    int runs() {
        return runs;
    }

    int receiver(int run) {
        return receivers[run];
    }

    /** How many packets the run is. */
    int count(int run) {
        return counts[run];
    }

    /** The bytes of all its packets. */
    int bytes(int run) {
        return sums[run];
    }

    /** The size of all its packets but the last. */
    int segmentBytes(int run) {
        return bytes[firsts[run]];
    }

    /** The number, in the batch, of its first packet. */
    int first(int run) {
        return firsts[run];
    }

    /** The number of the packet behind this one in its run; only where there is one. */
    int following(int packet) {
        return following[packet];
    }

    int packetBytes(int packet) {
        return bytes[packet];
    }
}
