package foyer.sfu.rtcp;

/**
 * Packet statuses as chunks of 16 bits (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1.2 to
 * 3.1.4).
 */
final class StatusChunks {
    static final int NOT_RECEIVED = 0;
    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;

    private static final int MAX_RUN = 0x1fff;
    private static final int ONE_BIT_STATUSES = 14;
    private static final int TWO_BIT_STATUSES = 7;

    private StatusChunks() {}

    /** No message of so many packets needs more chunks. */
    static int most(int packetCount) {
        return (packetCount + TWO_BIT_STATUSES - 1) / TWO_BIT_STATUSES;
    }

    /** How many statuses a chunk holds. */
    static int capacity(int chunk) {
        if (chunk >> 15 == 0) {
            return chunk & MAX_RUN;
        }
        return (chunk & 0x4000) == 0 ? ONE_BIT_STATUSES : TWO_BIT_STATUSES;
    }

    /** The {@code i}-th status of a chunk, 0…3. */
    static int status(int chunk, int i) {
        if (chunk >> 15 == 0) {
            return chunk >> 13;
        }
        return (chunk & 0x4000) == 0
                ? chunk >> (ONE_BIT_STATUSES - 1 - i) & 1
                : chunk >> (2 * (TWO_BIT_STATUSES - 1 - i)) & 3;
    }

    /**
     * Packs greedily, at least 7 statuses a chunk (or all that are left).
     *
     * @return how many chunks there are
     */
    static int encode(byte[] statuses, char[] chunks) {
        int count = 0;
        int at = 0;
        while (at < statuses.length) {
            int chunk = next(statuses, at);
            chunks[count++] = (char) chunk;
            at += capacity(chunk);
        }
        return count;
    }

    private static int next(byte[] statuses, int at) {
        int run = run(statuses, at);
        int left = statuses.length - at;
        boolean oneBit = isOneBit(statuses, at);
        if (run == left || run > (oneBit ? ONE_BIT_STATUSES : TWO_BIT_STATUSES - 1)) {
            return statuses[at] << 13 | run;
        }
        return oneBit
                ? vector(statuses, at, ONE_BIT_STATUSES, 1)
                : 0x4000 | vector(statuses, at, TWO_BIT_STATUSES, 2);
    }

    private static int run(byte[] statuses, int at) {
        int end = Math.min(statuses.length, at + MAX_RUN);
        int next = at + 1;
        while (next < end && statuses[next] == statuses[at]) {
            next++;
        }
        return next - at;
    }

    private static boolean isOneBit(byte[] statuses, int at) {
        int end = Math.min(statuses.length, at + ONE_BIT_STATUSES);
        for (int i = at; i < end; i++) {
            if (statuses[i] == LARGE_DELTA) {
                return false;
            }
        }
        return true;
    }

    private static int vector(byte[] statuses, int at, int count, int bits) {
        int symbols = 0;
        for (int i = at; i < at + count; i++) {
            symbols = symbols << bits | (i < statuses.length ? statuses[i] : NOT_RECEIVED);
        }
        return 0x8000 | symbols;
    }
}
