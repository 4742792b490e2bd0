package foyer.sfu.wire;

import java.util.EnumMap;
import java.util.Map;

/** How often each reason ended a packet. Belongs to one loop. */
@SuppressWarnings("EnumOrdinal") // the index of a counter, never stored
public final class Drops {
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] counts = new long[REASONS.length];

    public void count(DropReason reason) {
        counts[reason.ordinal()]++;
    }

    public void count(DropReason reason, int packets) {
        counts[reason.ordinal()] += packets;
    }

    public long of(DropReason reason) {
        return counts[reason.ordinal()];
    }

    public void addTo(Drops sum) {
        for (int i = 0; i < counts.length; i++) {
            sum.counts[i] += counts[i];
        }
    }

    /** The reasons that occurred. */
    public Map<DropReason, Long> snapshot() {
        Map<DropReason, Long> map = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            if (of(reason) > 0) {
                map.put(reason, of(reason));
            }
        }
        return map;
    }
}
