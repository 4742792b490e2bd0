package foyer.sfu.router;

import foyer.sfu.api.LayerReason;
import foyer.sfu.forward.LayerSelection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes of what a consumer is sent and shall be sent. */
final class LayerTrace {
    /** So many are kept. */
    static final int KEPT = 60;

    private final Deque<LayerDecision> decisions = new ArrayDeque<>();

    /** Takes note of how things stand, if that is new. */
    void note(Consumer consumer, long nowNanos) {
        LayerSelection selection = consumer.stream().selection();
        int current = selection.current();
        int temporal = consumer.currentTemporal();
        int target = selection.target();
        int targetTemporal = consumer.targetTemporal();
        LayerReason reason = consumer.reason();
        LayerDecision last = decisions.peekLast();
        if (last != null
                && last.currentSpatial() == current
                && last.currentTemporal() == temporal
                && last.targetSpatial() == target
                && last.targetTemporal() == targetTemporal
                && last.reason() == reason) {
            return;
        }
        PeerDownlink downlink = consumer.peer().downlink();
        PeerAllocation allocation = downlink.allocation();
        add(
                new LayerDecision(
                        nowNanos,
                        current,
                        temporal,
                        target,
                        targetTemporal,
                        reason,
                        allocation.changedNow(consumer, nowNanos),
                        downlink.estimator().bitsPerSecond(),
                        allocation.divides(consumer)
                                ? allocation.budgetBps()
                                : PeerAllocation.UNDIVIDED));
    }

    private void add(LayerDecision decision) {
        if (decisions.size() == KEPT) {
            decisions.removeFirst();
        }
        decisions.addLast(decision);
    }

    /** Oldest first. */
    List<LayerDecision> decisions() {
        return List.copyOf(decisions);
    }
}
