package foyer.sfu.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a receiver misses, when it asks for it, and how long repairs took. */
final class MissingPackets {
    private static final long FIRST_WAIT_NANOS = Duration.ofMillis(15).toNanos();
    private static final long LEAST_REPEAT_NANOS = Duration.ofMillis(20).toNanos();
    private static final int TRIES = 10;

    private static final class Missing {
        private final long sinceNanos;
        private long dueNanos;
        private int tries;

        private Missing(long sinceNanos) {
            this.sinceNanos = sinceNanos;
            this.dueNanos = sinceNanos + FIRST_WAIT_NANOS;
        }
    }

    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private long asked;
    private long repaired;
    private long skipped;
    private long abandoned;
    private long longestRepairNanos;

    void add(long sequence, long nowNanos) {
        missing.put(sequence, new Missing(nowNanos));
    }

    void found(long sequence, long nowNanos) {
        Missing found = missing.remove(sequence);
        if (found != null) {
            repaired++;
            longestRepairNanos = Math.max(longestRepairNanos, nowNanos - found.sinceNanos);
        }
    }

    /** A key frame that was decoded begins here: nobody needs what is before it. */
    void skipBefore(long sequence) {
        Map<Long, Missing> before = missing.headMap(sequence);
        skipped += before.size();
        before.clear();
    }

    /** Sequence numbers to ask for now. */
    List<Integer> due(long nowNanos, long rttNanos) {
        List<Integer> due = new ArrayList<>();
        for (Iterator<Map.Entry<Long, Missing>> i = missing.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<Long, Missing> entry = i.next();
            Missing one = entry.getValue();
            if (nowNanos < one.dueNanos || one.tries > TRIES) {
                continue;
            }
            if (++one.tries > TRIES) {
                abandoned++;
                continue;
            }
            one.dueNanos = nowNanos + Math.max(LEAST_REPEAT_NANOS, rttNanos * 5 / 4);
            due.add((int) (entry.getKey() & 0xffff));
        }
        asked += due.size();
        return due;
    }

    /** How many are missing for longer than this, and needed. */
    long olderThan(long ageNanos, long nowNanos) {
        return missing.values().stream().filter(m -> nowNanos - m.sinceNanos > ageNanos).count();
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    long asked() {
        return asked;
    }

    long repaired() {
        return repaired;
    }

    /** Given up because a later key frame made them worthless. */
    long skipped() {
        return skipped;
    }

    /** Asked for in vain ten times. */
    long abandoned() {
        return abandoned;
    }

    long longestRepairNanos() {
        return longestRepairNanos;
    }
}
