package foyer.sfu.router;

import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.forward.AllocationDecision;
import foyer.sfu.forward.AllocationReason;
import foyer.sfu.forward.Allotment;
import foyer.sfu.forward.BitrateAllocator;
import foyer.sfu.forward.Importance;
import foyer.sfu.forward.Rung;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each video that a peer consumes its part of the downlink, five times a second and at once
 * when the estimate falls. Audio and retransmissions have theirs before.
 */
final class PeerAllocation extends Deadlines.Timed {
    static final long INTERVAL_NANOS = 200_000_000;

    /** The budget while there is nothing to divide it among. */
    static final long UNDIVIDED = -1;

    /** UDP, IP and authentication on top of video packets of about a thousand bytes. */
    private static final double VIDEO_OVERHEAD = 1.06;

    /** The same on top of fifty audio packets a second. */
    private static final long AUDIO_OVERHEAD_BPS = 18_000;

    private static final double FALL = 0.9;

    /** When the path carries only so much of what is sent, nothing waits for a key frame. */
    private static final double FLOODED = 0.7;

    /** Repairs may take so much. */
    private static final double MOST_REPAIR = 0.25;

    private static final long LEAST_REPAIR_BPS = 32_000;
    private static final long REMINDER_NANOS = 1_000_000_000;
    private static final long MOST_DRAIN_NANOS = 2_000_000_000;
    private static final double REPAIR_SMOOTHING = 0.1;

    private final Peer peer;
    private final BitrateAllocator allocator = new BitrateAllocator();
    private final Map<Consumer, Allotment> allotments = new LinkedHashMap<>();
    private final Set<Consumer> screens = new HashSet<>();
    private long dueNanos = Long.MAX_VALUE;
    private long allocatedFor;
    private long budgetBps = UNDIVIDED;
    private long reservedBps;
    private long lastNanos;
    private long repairedBytes;
    private double repairBps;
    private long remindedNanos;
    private boolean flooded;
    private boolean draining;
    private long drainingNanos;

    PeerAllocation(Peer peer) {
        this.peer = peer;
    }

    /** A video that begins small gets its part as soon as it is known what it takes. */
    void add(Consumer consumer, long nowNanos, RouterOutput out) {
        Allotment allotment = new Allotment(consumer.id());
        allotments.put(consumer, allotment);
        allocator.add(allotment);
        consumer.target(0, Integer.MAX_VALUE, nowNanos, out);
        allocate(nowNanos, out);
        arm(nowNanos);
    }

    void remove(Consumer consumer) {
        screens.remove(consumer);
        Allotment allotment = allotments.remove(consumer);
        if (allotment != null) {
            allocator.remove(allotment);
        }
    }

    List<Allotment> allotments() {
        return List.copyOf(allotments.values());
    }

    /** What was divided among the videos last, or {@link #UNDIVIDED}. */
    long budgetBps() {
        return budgetBps;
    }

    /** What audio and repairs had before. */
    long reservedBps() {
        return reservedBps;
    }

    /** Why the consumer's part changed at this moment; null when it did not. */
    @Nullable AllocationReason changedNow(Consumer consumer, long nowNanos) {
        Allotment allotment = allotments.get(consumer);
        AllocationDecision last = allotment == null ? null : allotment.last();
        return last == null || last.nanos() != nowNanos ? null : last.reason();
    }

    /** Whether the consumer has a part of the budget. */
    boolean divides(Consumer consumer) {
        return allotments.containsKey(consumer);
    }

    /** What the consumer's user wants has changed. */
    void changed(Consumer consumer, long nowNanos, RouterOutput out) {
        Allotment allotment = allotments.get(consumer);
        if (allotment != null) {
            allotment.restart();
            allocate(nowNanos, out);
            arm(nowNanos);
        }
    }

    /** What the network is thought to carry has changed. */
    void estimated(long nowNanos, RouterOutput out) {
        if (draining || peer.downlink().estimator().bitsPerSecond() < FALL * allocatedFor) {
            allocate(nowNanos, out);
        }
        arm(nowNanos);
    }

    /** Something was sent, so the network may be learnt of. */
    void arm(long nowNanos) {
        if (dueNanos == Long.MAX_VALUE && !allotments.isEmpty()) {
            dueNanos = nowNanos + INTERVAL_NANOS;
            peer.router().deadlines().update(this);
        }
    }

    @Override
    long nextDeadlineNanos() {
        return dueNanos;
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        boolean flows = allocate(nowNanos, out);
        boolean waits = allotments.keySet().stream().anyMatch(Consumer::pausedForBandwidth);
        if (flows && nowNanos - remindedNanos >= REMINDER_NANOS) {
            remindedNanos = nowNanos;
            remind(nowNanos, out);
        }
        long pause = flows ? INTERVAL_NANOS : REMINDER_NANOS;
        dueNanos = flows || waits ? nowNanos + pause : Long.MAX_VALUE;
    }

    /** Says again what holds: a sender that has begun to send more is told that nobody has it. */
    private void remind(long nowNanos, RouterOutput out) {
        allotments.forEach((consumer, allotment) -> {
            Rung rung = allotment.rung();
            if (rung != null) {
                consumer.target(rung.spatialLayer(), rung.temporalLayer(), nowNanos, out);
            }
        });
    }

    /** True while anything flows that could be sent. */
    private boolean allocate(long nowNanos, RouterOutput out) {
        boolean flows = false;
        for (Map.Entry<Consumer, Allotment> entry : allotments.entrySet()) {
            Consumer consumer = entry.getKey();
            List<Rung> ladder = consumer.ladder(nowNanos);
            entry.getValue().offer(ladder, importance(consumer));
            flows |= !ladder.isEmpty() && ladder.getLast().bitrateBps() > 0;
        }
        allocatedFor = peer.downlink().estimator().bitsPerSecond();
        long reserved = audioBps(nowNanos) + repairBps(nowNanos);
        limitRepairs();
        flooded = allocatedFor < FLOODED * (reserved + videoBps(nowNanos));
        drain(nowNanos, out);
        long budget = (long) (Math.max(0, allocatedFor - reserved) / VIDEO_OVERHEAD);
        budgetBps = allotments.isEmpty() ? UNDIVIDED : budget;
        reservedBps = reserved;
        allocator.allocate(budget, nowNanos, allotment -> apply(allotment, nowNanos, out));
        long demand = (long) (allocator.wantedBps() * VIDEO_OVERHEAD) + reserved;
        peer.downlink().demand(demand, nowNanos);
        return flows;
    }

    /** What was held back because too much was on its way goes on when that has come. */
    private void drain(long nowNanos, RouterOutput out) {
        if (flooded && !draining) {
            draining = true;
            drainingNanos = nowNanos;
        } else if (draining
                && (peer.downlink().estimator().drained(nowNanos)
                        || nowNanos - drainingNanos > MOST_DRAIN_NANOS)) {
            draining = false;
            allotments.keySet().forEach(consumer -> consumer.release(nowNanos, out));
        }
    }

    /** Above 1 the consumer goes before all others. */
    void prioritize(Consumer consumer, int priority) {
        if (priority > 1) {
            screens.add(consumer);
        } else {
            screens.remove(consumer);
        }
    }

    private Importance importance(Consumer consumer) {
        if (screens.contains(consumer)) {
            return Importance.SCREEN;
        }
        return consumer.stream().selection().preference().spatialLayer() == 0
                ? Importance.THUMBNAIL
                : Importance.STAGE;
    }

    private void apply(Allotment allotment, long nowNanos, RouterOutput out) {
        for (Map.Entry<Consumer, Allotment> entry : allotments.entrySet()) {
            if (entry.getValue() == allotment) {
                apply(entry.getKey(), allotment, nowNanos, out);
            }
        }
    }

    private void apply(Consumer consumer, Allotment allotment, long nowNanos, RouterOutput out) {
        Rung rung = allotment.rung();
        if (rung == null) {
            if (!consumer.pausedForBandwidth()) {
                consumer.pauseForBandwidth(nowNanos, out);
                out.event(new RouterEvent.ConsumerPaused(consumer.id(), LayerReason.BANDWIDTH));
            }
            peer.downlink().sender().forget(consumer.ssrc());
            return;
        }
        if (flooded && rung.spatialLayer() < consumer.stream().selection().current()) {
            // Too much to go on with until the smaller picture has its key frame, which must not
            // wait behind it.
            consumer.hold(nowNanos, out);
            consumer.send().forget();
            peer.downlink().sender().forget(consumer.ssrc());
        }
        if (rung.spatialLayer() > consumer.stream().selection().current()) {
            peer.downlink().estimator().expectBurst(nowNanos);
        }
        consumer.target(rung.spatialLayer(), rung.temporalLayer(), nowNanos, out);
        if (consumer.pausedForBandwidth()) {
            consumer.resumeFromBandwidth(nowNanos, out);
            out.event(new RouterEvent.ConsumerResumed(consumer.id()));
        }
    }

    private long videoBps(long nowNanos) {
        long sum = 0;
        for (Consumer consumer : allotments.keySet()) {
            sum += consumer.send().bitsPerSecond(nowNanos);
        }
        return sum;
    }

    private long audioBps(long nowNanos) {
        long sum = 0;
        for (Consumer consumer : peer.consumers()) {
            if (consumer.producer().kind() == MediaKind.AUDIO) {
                long rate = consumer.send().bitsPerSecond(nowNanos);
                sum += rate == 0 ? 0 : rate + AUDIO_OVERHEAD_BPS;
            }
        }
        return sum;
    }

    private void limitRepairs() {
        long each = (long) (MOST_REPAIR * allocatedFor) / Math.max(1, allotments.size());
        for (Consumer consumer : allotments.keySet()) {
            consumer.send().retransmissionBudget(Math.max(each, LEAST_REPAIR_BPS));
        }
    }

    private long repairBps(long nowNanos) {
        long bytes = peer.downlink().sender().retransmittedBytes();
        if (nowNanos - lastNanos >= INTERVAL_NANOS / 2) {
            double rate = (bytes - repairedBytes) * 8e9 / (nowNanos - lastNanos);
            repairBps += REPAIR_SMOOTHING * (rate - repairBps);
            repairedBytes = bytes;
            lastNanos = nowNanos;
        }
        return (long) Math.min(repairBps, MOST_REPAIR * allocatedFor);
    }
}
