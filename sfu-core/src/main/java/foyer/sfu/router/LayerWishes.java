package foyer.sfu.router;

import foyer.sfu.forward.LayerSelection;
import java.util.List;

/**
 * The highest spatial layer that anybody wants of a producer. More is told at once, less after a
 * while, so that who comes back soon finds it.
 */
final class LayerWishes {
    static final int NOBODY = -1;

    private static final long DOWN_NANOS = 2_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private int told;
    private int wanted;
    private long dueNanos = NEVER;

    /** A sender that was told nothing sends all its layers. */
    LayerWishes(int highest) {
        told = highest;
        wanted = highest;
    }

    /** The highest layer wanted of a producer with so many. */
    static int of(List<Consumer> consumers, int layers, long nowNanos) {
        int highest = NOBODY;
        for (int i = 0; i < consumers.size(); i++) {
            Consumer consumer = consumers.get(i);
            if (consumer.wants()) {
                LayerSelection selection = consumer.stream().selection();
                highest = Math.max(highest, selection.wished(nowNanos));
            }
        }
        return Math.min(highest, layers - 1);
    }

    void wanted(int highest, long nowNanos) {
        if (highest >= told) {
            dueNanos = highest == told ? NEVER : nowNanos;
        } else if (dueNanos == NEVER) {
            dueNanos = nowNanos + DOWN_NANOS;
        }
        wanted = highest;
    }

    long nextDeadlineNanos() {
        return dueNanos;
    }

    /** True when {@link #told} has changed: it is to be told now. */
    boolean fire(long nowNanos) {
        if (dueNanos == NEVER || nowNanos - dueNanos < 0) {
            return false;
        }
        dueNanos = NEVER;
        boolean changed = told != wanted;
        told = wanted;
        return changed;
    }

    int told() {
        return told;
    }
}
