package foyer.sfu.forward;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one video may take of its receiver's bandwidth, and how that came to be. */
public final class Allotment {
    static final int NOTHING = -1;

    private static final int TRACE = 60;
    private static final long APART_NANOS = 5_000_000_000L;
    private static final long MOST_PATIENCE_NANOS = 40_000_000_000L;
    private static final long FAILED_NANOS = 10_000_000_000L;

    /** What takes so much less than what did not last is another matter. */
    private static final double LESS = 0.75;

    private final String id;
    private final Deque<AllocationDecision> trace = new ArrayDeque<>();
    private List<Rung> ladder = List.of();
    private Importance importance = Importance.STAGE;
    private int level = NOTHING;
    private @Nullable Rung rung;
    private boolean decided;
    private boolean room;
    private long roomSinceNanos;
    private long upNanos;
    private boolean everUp;
    private boolean waits;
    private long notBeforeNanos;
    private long patienceNanos = APART_NANOS;
    private long failedUntilNanos;
    private long failedBps;

    /** The level that would be fair; of one allocation. */
    int fair;

    /** The level to be taken; of one allocation. */
    int next;

    public Allotment(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** What it could be sent now, ascending; empty while nothing flows. */
    public void offer(List<Rung> newLadder, Importance newImportance) {
        List<Rung> worthwhile = Ladders.worthwhile(newLadder);
        if (!paused() || worthwhile.isEmpty() || ladder.isEmpty() || !isSilent(worthwhile)) {
            ladder = worthwhile;
        }
        importance = newImportance;
    }

    /** While it is paused its sender may have been told so: that costs nothing, but would again. */
    private boolean isSilent(List<Rung> newLadder) {
        return newLadder.getFirst().bitrateBps() < ladder.getFirst().bitrateBps() / 2;
    }

    /** What its user wants has changed: it gets its fair level at once, as if it were new. */
    public void restart() {
        decided = false;
        waits = false;
        room = false;
    }

    /** What it may be sent; null when it is paused by bandwidth, or nothing was decided yet. */
    public @Nullable Rung rung() {
        return rung;
    }

    /** True when even the lowest rung does not fit. */
    public boolean paused() {
        return decided && rung == null;
    }

    /** The last decision; null before the first. */
    public @Nullable AllocationDecision last() {
        return trace.peekLast();
    }

    /** The last 60 decisions, oldest first. */
    public List<AllocationDecision> trace() {
        return List.copyOf(trace);
    }

    Importance importance() {
        return importance;
    }

    boolean active() {
        return !ladder.isEmpty();
    }

    boolean decided() {
        return decided;
    }

    int level() {
        return level;
    }

    int top() {
        return ladder.size() - 1;
    }

    /** Bits per second of a level; 0 for nothing. */
    long cost(int ofLevel) {
        return ofLevel < 0 ? 0 : ladder.get(ofLevel).bitrateBps();
    }

    /** Finds its rung in the ladder as it is now, or the next one below while it does not flow. */
    void locate() {
        Rung had = rung;
        if (had == null) {
            level = NOTHING;
            return;
        }
        level = 0;
        for (int i = 0; i < ladder.size(); i++) {
            if (isAtMost(ladder.get(i), had)) {
                level = i;
            }
        }
    }

    private static boolean isAtMost(Rung candidate, Rung limit) {
        return candidate.spatialLayer() < limit.spatialLayer()
                || (candidate.spatialLayer() == limit.spatialLayer()
                        && candidate.temporalLayer() <= limit.temporalLayer());
    }

    /**
     * The level to rise to now, or the one it has: the fair one when a better one has fitted for
     * long enough. After an ascent that did not last it is one that takes clearly less, for a
     * while.
     */
    int rises(long holdNanos, long nowNanos) {
        if (fair <= level) {
            room = false;
            return level;
        }
        if (!room) {
            room = true;
            roomSinceNanos = nowNanos;
        }
        boolean held = nowNanos - roomSinceNanos >= holdNanos;
        if (!held || (waits && nowNanos - notBeforeNanos < 0)) {
            return level;
        }
        int to = fair;
        if (waits && nowNanos - failedUntilNanos < 0) {
            while (to > level && cost(to) > LESS * failedBps) {
                to--;
            }
        }
        return to;
    }

    /** Takes {@link #next}; true when that is a change. */
    boolean take(AllocationReason reason, long budgetBps, long nowNanos) {
        Rung before = rung;
        Rung after = next < 0 ? null : ladder.get(next);
        if (next == level && (decided || before != null)) {
            decided = true;
            return false;
        }
        if (decided) {
            pace(next > level, nowNanos);
        }
        level = next;
        rung = after;
        decided = true;
        room = false;
        note(new AllocationDecision(nowNanos, before, after, reason, budgetBps));
        return true;
    }

    /** An ascent that did not last makes the next one to there wait twice as long. */
    private void pace(boolean up, long nowNanos) {
        waits = true;
        notBeforeNanos = nowNanos + APART_NANOS;
        if (up) {
            everUp = true;
            upNanos = nowNanos;
            return;
        }
        boolean failed = everUp && nowNanos - upNanos < FAILED_NANOS;
        patienceNanos = failed ? Math.min(2 * patienceNanos, MOST_PATIENCE_NANOS) : APART_NANOS;
        failedUntilNanos = nowNanos + patienceNanos;
        failedBps = cost(level);
    }

    private void note(AllocationDecision decision) {
        if (trace.size() == TRACE) {
            trace.removeFirst();
        }
        trace.addLast(decision);
    }
}
