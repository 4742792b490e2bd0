package foyer.sfu.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides what a receiver's downlink carries among its videos. Everybody gets the lowest rung
 * before anybody gets more, the important ones first; then class by class, rung by rung in turn.
 * What does not fit any more is taken away at once; more is given when it has fitted with a margin
 * for a while, and later each time that it did not last.
 */
public final class BitrateAllocator {
    /** Encoders' rates waver: so much above the budget is borne. */
    private static final double TOLERANCE = 1.05;

    /** So much more must fit before anything rises. */
    private static final double MARGIN = 1.15;

    /** What is taken away leaves a little room: twice in a row is worse than once a little more. */
    private static final double SPARE = 0.95;

    private static final long HOLD_NANOS = 1_000_000_000;

    private static final Comparator<Allotment> BY_IMPORTANCE =
            Comparator.comparingInt(allotment -> allotment.importance().rank());

    /** Hears of changes. */
    public interface Sink {
        /** What the allotment may be sent is another rung, or nothing. */
        void changed(Allotment allotment);
    }

    private final List<Allotment> all = new ArrayList<>();
    private final List<Allotment> active = new ArrayList<>();

    public void add(Allotment allotment) {
        all.add(allotment);
    }

    public void remove(Allotment allotment) {
        all.remove(allotment);
    }

    /** Divides anew. */
    public void allocate(long budgetBps, long nowNanos, Sink sink) {
        active.clear();
        for (Allotment allotment : all) {
            if (allotment.active()) {
                allotment.locate();
                allotment.next = allotment.level();
                active.add(allotment);
            }
        }
        active.sort(BY_IMPORTANCE);
        fairShares((long) (budgetBps / MARGIN));
        boolean over = total() > budgetBps * TOLERANCE;
        if (over) {
            shrink(budgetBps);
        }
        settle(budgetBps, nowNanos, sink);
        start(budgetBps, nowNanos, sink);
        if (!over) {
            rise(budgetBps, nowNanos, sink);
        }
    }

    /** What everything at its best would take. */
    public long wantedBps() {
        long sum = 0;
        for (Allotment allotment : all) {
            sum += allotment.cost(allotment.top());
        }
        return (long) (sum * MARGIN * TOLERANCE);
    }

    /** Sets each one's level as if there were no past. */
    private void fairShares(long budgetBps) {
        long left = budgetBps;
        for (Allotment allotment : active) {
            boolean fits = allotment.cost(0) <= left;
            allotment.fair = fits ? 0 : Allotment.NOTHING;
            left -= fits ? allotment.cost(0) : 0;
        }
        for (Importance importance : Importance.values()) {
            left = raiseInTurn(importance, left);
        }
    }

    private long raiseInTurn(Importance importance, long budgetBps) {
        long left = budgetBps;
        boolean raised = true;
        while (raised) {
            raised = false;
            for (Allotment allotment : active) {
                int level = allotment.fair;
                if (allotment.importance() != importance || level < 0 || level == allotment.top()) {
                    continue;
                }
                long more = allotment.cost(level + 1) - allotment.cost(level);
                if (more <= left) {
                    allotment.fair = level + 1;
                    left -= more;
                    raised = true;
                }
            }
        }
        return left;
    }

    private long total() {
        long sum = 0;
        for (Allotment allotment : active) {
            sum += allotment.cost(allotment.next);
        }
        return sum;
    }

    /** Takes away until it fits: from the least important, of these from who has most. */
    private void shrink(long budgetBps) {
        while (total() > SPARE * budgetBps) {
            Allotment victim = victim(0);
            if (victim == null) {
                victim = victim(Allotment.NOTHING);
            }
            if (victim == null) {
                return;
            }
            victim.next--;
        }
    }

    /** Who is to go down next, of those above a level. */
    private @Nullable Allotment victim(int above) {
        Allotment victim = null;
        for (Allotment candidate : active) {
            if (candidate.next > above && (victim == null || goesBefore(candidate, victim))) {
                victim = candidate;
            }
        }
        return victim;
    }

    private static boolean goesBefore(Allotment one, Allotment other) {
        int byRank = one.importance().rank() - other.importance().rank();
        return byRank > 0 || (byRank == 0 && one.next >= other.next);
    }

    private void settle(long budgetBps, long nowNanos, Sink sink) {
        for (Allotment allotment : active) {
            if (allotment.decided()) {
                take(allotment, AllocationReason.BANDWIDTH, budgetBps, nowNanos, sink);
            }
        }
    }

    /** Who is new gets its fair level at once. */
    private void start(long budgetBps, long nowNanos, Sink sink) {
        for (Allotment allotment : active) {
            if (!allotment.decided()) {
                allotment.next = allotment.fair;
                makeRoom(allotment, budgetBps, nowNanos, sink);
                take(allotment, AllocationReason.START, budgetBps, nowNanos, sink);
            }
        }
    }

    /** Raises whoever may, to the fair level; who has more than that makes room. */
    private void rise(long budgetBps, long nowNanos, Sink sink) {
        for (Allotment allotment : active) {
            int to = allotment.rises(HOLD_NANOS, nowNanos);
            if (to > allotment.level()) {
                allotment.next = to;
                makeRoom(allotment, budgetBps, nowNanos, sink);
                take(allotment, AllocationReason.ROOM, budgetBps, nowNanos, sink);
            }
        }
    }

    private static void take(
            Allotment allotment,
            AllocationReason reason,
            long budgetBps,
            long nowNanos,
            Sink sink) {
        if (allotment.take(reason, budgetBps, nowNanos)) {
            sink.changed(allotment);
        }
    }

    private void makeRoom(Allotment riser, long budgetBps, long nowNanos, Sink sink) {
        for (int i = active.size() - 1; i >= 0 && total() > budgetBps; i--) {
            Allotment other = active.get(i);
            if (other != riser && other.level() > other.fair) {
                other.next = other.fair;
                take(other, AllocationReason.FAIRNESS, budgetBps, nowNanos, sink);
            }
        }
    }
}
