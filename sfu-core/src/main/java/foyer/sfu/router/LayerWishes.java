package foyer.sfu.router;

import foyer.sfu.forward.LayerSelection;
import java.util.List;

/**
 * The highest spatial layer that anybody wants of a producer. More is told at once, less after a
 * moment, so that who comes back soon finds it; after longer where somebody does want it and only
 * has no bandwidth for it now, and at the beginning, when everybody is still on the way.
 */
final class LayerWishes {
    static final int NOBODY = -1;

    private static final long DOWN_NANOS = 800_000_000L;
    private static final long NO_BANDWIDTH_NANOS = 5_000_000_000L;
    private static final long BEGINNING_NANOS = 2_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    /** Whether less is told after a moment only. */
    private final boolean patient;

    private int told;
    private int toldPreferred;
    private int wanted;
    private int wantedPreferred;
    private long dueNanos = NEVER;
    private boolean begun;
    private long begunNanos;

    private LayerWishes(int highest, boolean patient) {
        this.patient = patient;
        told = highest;
        wanted = highest;
        toldPreferred = highest;
        wantedPreferred = highest;
    }

    /** Those that a sender is told. One that was told nothing sends all its layers. */
    static LayerWishes ofSender(int highest) {
        return new LayerWishes(highest, true);
    }

    /** Those that another router is told, at once: it has the patience for all of them. */
    static LayerWishes ofRouter(int highest) {
        return new LayerWishes(highest, false);
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

    /** The highest layer that anybody is sent: it goes on until another one can be entered. */
    static int forwarded(List<Consumer> consumers) {
        int highest = NOBODY;
        for (int i = 0; i < consumers.size(); i++) {
            highest = Math.max(highest, consumers.get(i).stream().selection().current());
        }
        return highest;
    }

    /** The highest layer that would be wanted if bandwidth were no matter. */
    static int preferred(List<Consumer> consumers, int layers) {
        int highest = NOBODY;
        for (int i = 0; i < consumers.size(); i++) {
            Consumer consumer = consumers.get(i);
            if (!consumer.paused()) {
                LayerSelection selection = consumer.stream().selection();
                highest = Math.max(highest, selection.preference().spatialLayer());
            }
        }
        return Math.min(highest, layers - 1);
    }

    /**
     * Somebody's wishes may have changed.
     *
     * @param highest that is wanted now
     * @param preferred that would be if bandwidth were no matter, not lower
     */
    void wanted(int highest, int preferred, long nowNanos) {
        wantedPreferred = preferred;
        if (!begun) {
            begun = true;
            begunNanos = nowNanos;
        }
        if (!patient) {
            dueNanos = highest == told && preferred == toldPreferred ? NEVER : nowNanos;
        } else if (highest >= told) {
            dueNanos = highest == told ? NEVER : nowNanos;
        } else {
            long due = Math.max(nowNanos + patience(preferred), begunNanos + BEGINNING_NANOS);
            // What has waited goes on waiting, but not longer than it would from now on.
            dueNanos = dueNanos == NEVER || due - dueNanos < 0 ? due : dueNanos;
        }
        wanted = highest;
    }

    private long patience(int preferred) {
        return preferred >= told ? NO_BANDWIDTH_NANOS : DOWN_NANOS;
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
        boolean changed = told != wanted || (!patient && toldPreferred != wantedPreferred);
        told = wanted;
        toldPreferred = wantedPreferred;
        return changed;
    }

    int told() {
        return told;
    }

    /** What would be told if bandwidth were no matter. */
    int toldPreferred() {
        return toldPreferred;
    }
}
